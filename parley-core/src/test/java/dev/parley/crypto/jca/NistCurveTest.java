package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;
import static dev.parley.crypto.jca.GroupsTest.assertRefused;
import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Curve;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoSecretIsLeft.class)
class NistCurveTest {
    private final Crypto crypto = JcaCrypto.create();

    /** RFC 5903 section 8.1. */
    @Test
    void rfc5903() {
        var i = Bytes.ofHex("C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433");
        var gi = Bytes.ofHex("04 DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C3772581180"
            + "5271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3");
        var r = Bytes.ofHex("C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53");
        var gr = Bytes.ofHex("04 D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63"
            + "56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB");
        var secret = Bytes.ofHex("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE");

        try (var offer = new FixedCrypto(1).privateKey(NamedGroup.SECP256R1, i).group(NamedGroup.SECP256R1).offer();
            var result = offer.finish(gr)) {
            assertThat(offer.share()).isEqualTo(gi);
            assertThat(shown(result)).isEqualTo(secret);
        }
        var answer = new FixedCrypto(1).privateKey(NamedGroup.SECP256R1, r).group(NamedGroup.SECP256R1).answer(gi);
        try (var result = answer.secret()) {
            assertThat(answer.share()).isEqualTo(gr);
            assertThat(shown(result)).isEqualTo(secret);
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheSchoolbook(Curve curve) {
        var plain = new PlainCurve(curve);
        var random = new Random(curve.ordinal());
        for (int i = 0; i < 5; i++) {
            var scalar = new BigInteger(200, random);
            try (var offer = crypto.group(curve.group()).offer();
                var secret = offer.finish(share(curve, plain.publicPoint(scalar)))) {
                int middle = 1 + curve.coordinateLength();
                var theirs = new ECPoint(BigEndian.read(offer.share().slice(1, middle)),
                    BigEndian.read(offer.share().from(middle)));
                assertThat(shown(secret))
                    .isEqualTo(BigEndian.write(plain.multiply(scalar, theirs).getAffineX(), curve.coordinateLength()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void pointsOffTheCurveAreRefused(Curve curve) {
        var g = curve.parameters().getGenerator();
        var p = ((ECFieldFp) curve.parameters().getCurve().getField()).getP();
        assertAnswers(curve, share(curve, g));
        assertAnswers(curve, share(curve, new ECPoint(g.getAffineX(), p.subtract(g.getAffineY()))));
        assertBad(curve, share(curve, new ECPoint(g.getAffineX(), g.getAffineY().add(BigInteger.ONE))));
        assertBad(curve, share(curve, new ECPoint(g.getAffineX().add(BigInteger.ONE), g.getAffineY())));
        assertBad(curve, share(curve, new ECPoint(g.getAffineY(), g.getAffineX())));
        assertBad(curve, share(curve, new ECPoint(BigInteger.ZERO, BigInteger.ZERO)));
    }

    /** The same point, were coordinates reduced first. */
    @ParameterizedTest
    @EnumSource
    void coordinatesBeyondThePrimeAreRefused(Curve curve) {
        var p = ((ECFieldFp) curve.parameters().getCurve().getField()).getP();
        int length = curve.coordinateLength();
        var g = curve.parameters().getGenerator();
        var all = BigInteger.ONE.shiftLeft(8 * length).subtract(BigInteger.ONE);
        assertBad(curve, share(curve, new ECPoint(p, g.getAffineY())));
        assertBad(curve, share(curve, new ECPoint(g.getAffineX(), p)));
        assertBad(curve, share(curve, new ECPoint(all, all)));
        if (curve == Curve.P521)
            assertBad(curve, share(curve, new ECPoint(g.getAffineX().add(p), g.getAffineY())));
    }

    /** Infinity is one zero byte; a compressed point begins with 2 or 3, a hybrid one with 6 or 7. */
    @ParameterizedTest
    @EnumSource
    void otherFormsAreRefused(Curve curve) {
        var point = share(curve, curve.parameters().getGenerator());
        assertBad(curve, Bytes.of((byte) 0));
        assertBad(curve, Bytes.own(new byte[point.length()]));
        for (byte form : new byte[]{0, 2, 3, 5, 6, 7, (byte) 0x84}) {
            assertBad(curve, Bytes.join(Bytes.of(form), point.slice(1, 1 + curve.coordinateLength())));
            assertBad(curve, Bytes.join(Bytes.of(form), point.from(1)));
        }
    }

    private void assertAnswers(Curve curve, Bytes share) {
        crypto.group(curve.group()).answer(share).secret().close();
    }

    private void assertBad(Curve curve, Bytes share) {
        assertRefused(BAD_KEY_SHARE, () -> crypto.group(curve.group()).answer(share));
        assertRefused(BAD_KEY_SHARE, () -> crypto.group(curve.group()).offer().finish(share));
    }

    private static Bytes share(Curve curve, ECPoint point) {
        int length = curve.coordinateLength();
        return Bytes.join(Bytes.of((byte) 4), BigEndian.write(point.getAffineX(), length),
            BigEndian.write(point.getAffineY(), length));
    }
}
