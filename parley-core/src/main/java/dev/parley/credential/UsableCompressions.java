package dev.parley.credential;

import dev.parley.id.CertificateCompressionAlgorithm;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leaves out what this platform has no native library for, and says so once. */
final class UsableCompressions {
    private static final System.Logger LOG = System.getLogger("dev.parley.credential");
    private static final Set<CertificateCompressionAlgorithm> SAID = ConcurrentHashMap.newKeySet();

    private UsableCompressions() {}

    static List<CertificateCompression> of(Iterable<CertificateCompression> found) {
        var usable = new ArrayList<CertificateCompression>();
        for (var one : found) {
            if (one.isUsable()) usable.add(one);
            else if (SAID.add(one.algorithm()))
                LOG.log(Level.INFO, "certificates are not compressed by {0}: nothing here can do that on this platform",
                    one.algorithm());
        }
        return List.copyOf(usable);
    }
}
