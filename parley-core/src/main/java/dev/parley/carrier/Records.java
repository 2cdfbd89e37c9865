package dev.parley.carrier;

import dev.parley.crypto.Crypto;
import dev.parley.handshake.KeyMaterial;

/** Record protection from key material. */
final class Records {
    private Records() {}

    static Opener opener(Crypto crypto, KeyMaterial material) {
        return switch (material) {
            case KeyMaterial.Clear _ -> new ClearRecords();
            case KeyMaterial.Traffic(var suite, var secret) -> new Records13(crypto, suite, secret);
            case KeyMaterial.Block(var suite, var half, var outerMac) -> switch (suite.cipher().kind()) {
                case CBC -> new CbcRecords(crypto, suite, half, outerMac);
                case AEAD, NONE -> new Records12(crypto, suite.cipher(), half);
            };
        };
    }

    static Sealer sealer(Crypto crypto, KeyMaterial material) {
        return (Sealer) opener(crypto, material); // every protection does both
    }
}
