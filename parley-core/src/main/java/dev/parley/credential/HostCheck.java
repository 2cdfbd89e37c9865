package dev.parley.credential;

import static dev.parley.failure.Reason.WRONG_HOST_NAME;

import dev.parley.credential.PeerChain.Side;
import dev.parley.credential.VerifiedChain.Check;
import java.security.cert.X509Certificate;

/** Is the server the one that was wanted? RFC 9525 section 6. */
public final class HostCheck {
    private static final String SOURCE = "RFC 9525 section 6";

    private HostCheck() {}

    /** @throws dev.parley.failure.HandshakeFailure WRONG_HOST_NAME, with both names */
    public static Check check(X509Certificate leaf, PeerChain chain) {
        if (chain.side() == Side.CLIENT) return new Check("host name", "not checked: a client has none", SOURCE);
        if (chain.host().isEmpty())
            return new Check("host name", "NOT CHECKED: any server with a trusted certificate would do", SOURCE);
        var wanted = chain.host().get();
        var names = CertificateNames.of(leaf);
        if (!parse(wanted).isAmong(names))
            throw WRONG_HOST_NAME.because("wanted \"%s\", but the certificate (%s) is for %s%s",
                CertificateText.tame(wanted),
                CertificateText.dated(leaf), names, aside(names));
        return new Check("host name", "\"%s\" is among %s".formatted(wanted, names), SOURCE);
    }

    private static HostName parse(String wanted) {
        try {
            return HostName.of(wanted);
        } catch (IllegalArgumentException failure) {
            throw WRONG_HOST_NAME.because(failure, "\"%s\" is no name of a host: %s", CertificateText.tame(wanted),
                failure.getMessage());
        }
    }

    /** Old certificates have the name where it does not count any more. */
    private static String aside(CertificateNames names) {
        boolean none = names.dns().isEmpty() && names.addresses().isEmpty();
        return none ? "; a name in its subject does not count, it must stand in subjectAltName" : "";
    }
}
