package dev.parley.bogo;

import static dev.parley.bogo.Flag.ACCEPTED_PEER_CERT_TYPES;
import static dev.parley.bogo.Flag.AVAILABLE_CLIENT_CERT_TYPES;
import static dev.parley.bogo.Flag.EXPECT_PEER_CERTIFICATE_TYPE;
import static dev.parley.bogo.Flag.EXPECT_PEER_RPK_SHA256;
import static dev.parley.bogo.Flag.KEY_FILE;
import static dev.parley.bogo.Flag.VERIFY_FAIL;
import static dev.parley.failure.Reason.CERTIFICATE_REFUSED;

import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Pem;
import dev.parley.credential.RawKeyTrust;
import dev.parley.id.CertificateType;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;

/** What the flags want of raw public keys, set and checked. */
final class RawKeyFlags {
    private RawKeyFlags() {}

    static void apply(Flags flags, TlsSettings settings, Judge judge) {
        var accepted = types(flags, ACCEPTED_PEER_CERT_TYPES);
        if (accepted.length > 0) settings.rawKeys(trust(flags, judge)).rawKeys(policy -> policy.accepted(accepted));
        settings.rawKeys(policy -> policy.shown(types(flags, AVAILABLE_CLIENT_CERT_TYPES)));
    }

    private static CertificateType[] types(Flags flags, Flag flag) {
        return flags.numbers(flag).stream().map(CertificateType::new).toArray(CertificateType[]::new);
    }

    private static RawKeyTrust trust(Flags flags, Judge judge) {
        return (key, host) -> {
            judge.ask();
            if (flags.has(VERIFY_FAIL)) throw CERTIFICATE_REFUSED.because("the test wants it so");
            flags.base64(EXPECT_PEER_RPK_SHA256).map(it -> HexFormat.of().formatHex(it.toArray())).ifPresent(
                wanted -> Disappointed.unless(RawKeyTrust.fingerprint(key).equals(wanted), "another key: %s",
                    RawKeyTrust.fingerprint(key)));
            return RawKeyTrust.of(key.key()).check(key, host);
        };
    }

    static void check(Flags flags, Facts facts) {
        flags.text(EXPECT_PEER_CERTIFICATE_TYPE).map(Integer::parseInt).map(CertificateType::new).ifPresent(wanted -> {
            boolean raw = wanted.equals(CertificateType.RAW_PUBLIC_KEY);
            Disappointed.unless(!facts.peerChain().isEmpty() && facts.peerRawKey().isPresent() == raw,
                "the peer did not show %s", wanted);
        });
    }

    /** Only the private key is in a file. */
    static Credential credential(Flags flags) {
        try {
            var text = Files.readString(Path.of(flags.text(KEY_FILE).orElseThrow()), StandardCharsets.ISO_8859_1);
            var key = Pem.privateKey(text, null);
            return Credential.ofRawKey(publicKey(key), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
        return switch (key) {
            case RSAPrivateCrtKey rsa -> KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            case ECPrivateKey ec -> KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point(ec), ec.getParams()));
            default -> throw new Unimplemented("a raw public key of the kind " + key.getAlgorithm());
        };
    }

    /** The runner's files end with the public key, as RFC 5915 section 3 allows. */
    private static ECPoint point(ECPrivateKey key) {
        var encoded = Bytes.own(key.getEncoded());
        int length = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        var x = encoded.slice(encoded.length() - 2 * length, encoded.length() - length);
        var y = encoded.from(encoded.length() - length);
        return new ECPoint(new BigInteger(1, x.toArray()), new BigInteger(1, y.toArray()));
    }
}
