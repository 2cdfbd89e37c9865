package dev.parley.crypto.jca;

import dev.parley.crypto.Curve;
import dev.parley.crypto.SafePrime;
import dev.parley.id.NamedGroup;
import java.security.SecureRandom;
import java.util.List;

/** Which named groups this virtual machine's providers can do, and which class does each. */
final class Groups {
    private Groups() {}

    static List<NamedGroup> available() {
        return NamedGroup.ALL.stream().filter(Groups::isAvailable).toList();
    }

    static JcaGroup of(NamedGroup group, SecureRandom random) {
        return of(group, Providers.ANY, random);
    }

    static JcaGroup of(NamedGroup group, Providers providers, SecureRandom random) {
        return switch (group.kind()) {
            case NIST -> new NistCurve(Curve.of(group).orElseThrow(), providers, random);
            case MONTGOMERY ->
                group.equals(NamedGroup.X25519) ? MontgomeryCurve.x25519(providers, random)
                    : MontgomeryCurve.x448(random);
            case FINITE_FIELD -> FiniteField.of(SafePrime.of(group).orElseThrow(), random);
            case KEM -> mlKem(group, random);
            case HYBRID -> hybrid(group, providers, random);
            case UNKNOWN -> throw new IllegalArgumentException("no such group here: " + group);
        };
    }

    private static JcaGroup mlKem(NamedGroup group, SecureRandom random) {
        if (group.equals(NamedGroup.MLKEM512)) return MlKem.mlKem512(random);
        return group.equals(NamedGroup.MLKEM768) ? MlKem.mlKem768(random) : MlKem.mlKem1024(random);
    }

    private static JcaGroup hybrid(NamedGroup group, Providers providers, SecureRandom random) {
        if (group.equals(NamedGroup.X25519MLKEM768)) return Hybrid.x25519MlKem768(providers, random);
        return group.equals(NamedGroup.SECP256R1MLKEM768)
            ? Hybrid.of(group, new NistCurve(Curve.P256, providers, random), MlKem.mlKem768(random))
            : Hybrid.of(group, new NistCurve(Curve.P384, providers, random), MlKem.mlKem1024(random));
    }

    private static boolean isAvailable(NamedGroup group) {
        return switch (group.kind()) {
            case NIST -> Providers.have("KeyAgreement.ECDH");
            case MONTGOMERY -> Providers.have("KeyAgreement.XDH");
            case FINITE_FIELD -> Providers.have("KeyAgreement.DiffieHellman");
            case KEM -> Providers.have("KEM.ML-KEM");
            case HYBRID -> Providers.have("KEM.ML-KEM")
                && Providers.have(group.equals(NamedGroup.X25519MLKEM768) ? "KeyAgreement.XDH" : "KeyAgreement.ECDH");
            case UNKNOWN -> false;
        };
    }
}
