package dev.parley.config;

import java.util.concurrent.CompletionStage;

/** Chooses a server's configuration for each client, after the whole hello was seen; may take its time. */
@FunctionalInterface
public interface ServerSelector {
    /**
     * The configuration for this client.
     *
     * @return completes with a server's configuration, which must not have a selector of its own; a
     *     {@link dev.parley.failure.HandshakeFailure} in it refuses the client
     */
    CompletionStage<TlsConfig> select(Hello hello);

    /** May it take long, so that it is asked where waiting is allowed? If not, its stage is complete when it returns. */
    default boolean mayBlock() {
        return true;
    }
}
