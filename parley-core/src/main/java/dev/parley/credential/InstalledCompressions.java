package dev.parley.credential;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Looked for once, and used by all configurations that name none. */
final class InstalledCompressions {
    static final List<CertificateCompression> ALL = Stream.concat(
        ServiceLoader.load(CertificateCompression.class, CertificateCompression.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get).filter(CertificateCompression::isUsable),
        Stream.of(CertificateCompression.zlib())).map(CertificateCompression::remembering).toList();

    private InstalledCompressions() {}
}
