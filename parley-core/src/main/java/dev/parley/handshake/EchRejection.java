package dev.parley.handshake;

import static dev.parley.failure.Reason.ECH_REJECTED;

import dev.parley.ech.EchConfigList;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.ExtensionBlock;
import dev.parley.failure.HandshakeFailure;
import java.util.Optional;

/**
 * The server could not open the hidden hello, and has proved to be the one that may say how to try again. RFC 9849 section
 * 6.1.6.
 */
public final class EchRejection {
    private EchRejection() {}

    /** @param answers the server's in EncryptedExtensions, if there were any */
    public static HandshakeFailure of(Party party, Optional<ExtensionBlock> answers) {
        var configs = answers.flatMap(it -> it.answered(EncryptedClientHello.IT))
            .map(EncryptedClientHello.RetryConfigs::list);
        var failure = ECH_REJECTED.because("%s goes on with the hello that everybody sees, and %s",
            party.serverName().orElse("the server"),
            configs.map(it -> "says what to encrypt with: " + it).orElse("does not say what to encrypt with"));
        return configs.map(it -> failure.retryConfigs(EchConfigList.WIRE.encode(it))).orElse(failure);
    }
}
