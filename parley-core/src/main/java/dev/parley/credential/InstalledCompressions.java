package dev.parley.credential;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Looked for once, and used by all configurations that name none. */
final class InstalledCompressions {
    static final List<CertificateCompression> ALL = Stream.concat(
        ServiceLoader.load(CertificateCompression.class, CertificateCompression.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get).filter(InstalledCompressions::isUsable),
        Stream.of(CertificateCompression.zlib())).map(CertificateCompression::remembering).toList();

    private InstalledCompressions() {}

    /** What this platform has no native library for is left out. */
    private static boolean isUsable(CertificateCompression found) {
        if (found.isUsable()) return true;
        System.getLogger("dev.parley.credential").log(Level.INFO,
            "certificates are not compressed by {0}: its library is not there for this platform", found.algorithm());
        return false;
    }
}
