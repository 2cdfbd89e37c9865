package dev.parley.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after which more secrets are open than before. On a test class:
 * {@code @ExtendWith(NoSecretIsLeft.class)}. Counts the whole virtual machine, so not for tests side by side.
 */
public final class NoSecretIsLeft implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(NoSecretIsLeft.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        test.getStore(HERE).put("before", Secret.live());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        assertThat(Secret.live()).as("open secrets").isEqualTo(test.getStore(HERE).get("before", Long.class));
    }
}
