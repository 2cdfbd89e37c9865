package dev.parley.crypto.jca;

import dev.parley.crypto.Curve;
import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;

/** A curve's arithmetic as the schoolbook has it, to check the providers by, and to find a private key's public one. */
record PlainCurve(Curve curve) {
    ECPoint publicPoint(BigInteger scalar) {
        return multiply(scalar, curve.parameters().getGenerator());
    }

    ECPoint multiply(BigInteger scalar, ECPoint point) {
        var sum = ECPoint.POINT_INFINITY;
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (scalar.testBit(bit))
                sum = add(sum, point);
        }
        return sum;
    }

    private ECPoint add(ECPoint one, ECPoint two) {
        if (one.equals(ECPoint.POINT_INFINITY))
            return two;
        if (two.equals(ECPoint.POINT_INFINITY))
            return one;
        var p = ((ECFieldFp) curve.parameters().getCurve().getField()).getP();
        var x = one.getAffineX();
        var y = one.getAffineY();
        var run = two.getAffineX().subtract(x);
        var rise = two.getAffineY().subtract(y);
        if (run.signum() == 0) {
            if (rise.signum() != 0)
                return ECPoint.POINT_INFINITY;
            rise = x.multiply(x).multiply(BigInteger.valueOf(3)).add(curve.parameters().getCurve().getA());
            run = y.shiftLeft(1);
        }
        var slope = rise.multiply(run.modInverse(p)).mod(p);
        var sumX = slope.multiply(slope).subtract(x).subtract(two.getAffineX()).mod(p);
        return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(p));
    }
}
