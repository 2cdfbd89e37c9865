package dev.parley.credential;

import dev.parley.credential.VerifiedChain.Check;
import dev.parley.failure.HandshakeFailure;
import java.security.cert.X509Certificate;
import java.util.List;

/** Believes everything, and says so. */
final class BlindTrust implements Trust {
    @Override
    public VerifiedChain check(PeerChain chain) {
        return new VerifiedChain(readable(chain), List.of(new Check("everything",
            "NOT CHECKED: this side was told to believe any certificate", "RFC 9846 section 4.5.1.3")));
    }

    private static List<X509Certificate> readable(PeerChain chain) {
        try {
            return chain.parsed();
        } catch (HandshakeFailure _) {
            return List.of(); // not even parsing is asked for here
        }
    }
}
