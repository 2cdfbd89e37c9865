package dev.parley.crypto.jca;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Secret;
import dev.parley.crypto.jca.Providers.Work;
import dev.parley.id.BulkCipher;
import dev.parley.wire.Spares;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Makes the record ciphers of what the providers have. Thread-safe. */
final class Ciphers {
    private final Providers providers;
    private final Spares<Cipher> gcm = new Spares<>(() -> cipher(Work.AES_GCM, "AES/GCM/NoPadding"));
    private final Spares<Cipher> chacha = new Spares<>(() -> cipher(Work.OTHER, "ChaCha20-Poly1305"));

    Ciphers(Providers providers) {
        this.providers = providers;
    }

    Aead of(BulkCipher kind, Secret key) {
        if (key.length() != kind.keyLength()) throw new IllegalArgumentException(
            kind + " has keys of " + kind.keyLength() + " bytes, not " + key.length());
        return switch (kind) {
            case AES_128_GCM, AES_256_GCM -> providers.of(Work.AES_GCM).isPresent()
                ? new NativeRecordCipher(gcm, RawKey.lent(key, "AES"))
                : new RecordCipher(gcm, RawKey.copyOf(key, "AES"), true);
            case CHACHA20_POLY1305 -> new RecordCipher(chacha, RawKey.copyOf(key, "ChaCha20"), false);
            default -> throw new IllegalArgumentException("no such AEAD here: " + kind);
        };
    }

    private Cipher cipher(Work work, String transformation) {
        try {
            return providers.cipher(work, transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
