package dev.parley.crypto;

import dev.parley.id.BulkCipher;
import java.util.List;
import java.util.stream.Stream;

/** Cryptography with ciphers added. */
final class Extended extends DelegatingCrypto {
    private final MoreCiphers more;
    private final List<BulkCipher> ciphers;

    Extended(Crypto real, MoreCiphers more) {
        super(real);
        this.more = more;
        this.ciphers = Stream.concat(real.ciphers().stream(), more.ciphers().stream()).distinct().toList();
    }

    @Override
    public List<String> makers() {
        return Stream.concat(real.makers().stream(), Stream.of(more.maker())).toList();
    }

    @Override
    public List<BulkCipher> ciphers() {
        return ciphers;
    }

    @Override
    public Aead aead(BulkCipher cipher, Secret key) {
        return real.ciphers().contains(cipher) ? real.aead(cipher, key) : more.aead(cipher, key);
    }
}
