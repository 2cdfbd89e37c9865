package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.Limits;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.HelloRequest;
import dev.parley.message.KeyUpdate;
import dev.parley.message.NewSessionTicket13;
import dev.parley.extension.ExtensionBlock;
import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Allowance allowance = new Allowance(Limits.STANDARD);

    @Test
    void requestsToRenegotiateWithoutEnd() {
        for (int i = 0; i < Limits.STANDARD.warnings(); i++) assertThat(allowance.hears(new HelloRequest())).isTrue();
        assertThatThrownBy(() -> allowance.hears(new HelloRequest())).hasMessageContaining("TOO_MANY_WARNINGS");
        allowance.applicationData();
        assertThat(allowance.hears(new HelloRequest())).isTrue();
    }

    /** Of one that asks for the first certificate there is only one, and it has no context. */
    @Test
    void requestsForACertificateWithoutEnd() {
        var later = new CertificateRequest13(Bytes.ofText("later"), ExtensionBlock.EMPTY);
        for (int i = 0; i < Limits.STANDARD.warnings(); i++) {
            assertThat(allowance.hears(later)).isTrue();
            assertThat(allowance.hears(new CertificateRequest13(Bytes.EMPTY, ExtensionBlock.EMPTY))).isTrue();
        }
        assertThatThrownBy(() -> allowance.hears(later)).hasMessageContaining("TOO_MANY_WARNINGS");
        allowance.applicationData();
        assertThat(allowance.hears(later)).isTrue();
    }

    @Test
    void keyUpdatesWithoutEnd() {
        for (int i = 0; i < Limits.STANDARD.keyUpdates(); i++)
            assertThat(allowance.hears(new KeyUpdate(true))).isTrue();
        assertThatThrownBy(() -> allowance.hears(new KeyUpdate(true))).hasMessageContaining("TOO_MANY_KEY_UPDATES");
        allowance.applicationData();
        assertThat(allowance.hears(new KeyUpdate(true))).isTrue();
    }

    @Test
    void ticketsWithoutEndArePassedOver() {
        var ticket = new NewSessionTicket13(1, 2, Bytes.EMPTY, Bytes.of((byte) 1), ExtensionBlock.EMPTY);
        for (int i = 0; i < Limits.STANDARD.tickets(); i++) assertThat(allowance.hears(ticket)).isTrue();
        assertThat(allowance.hears(ticket)).isFalse();
    }
}
