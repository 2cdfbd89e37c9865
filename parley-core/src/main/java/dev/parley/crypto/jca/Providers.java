package dev.parley.crypto.jca;

import java.security.Security;

/** What there is in this virtual machine: a JDK may be cut down, to what FIPS 140 allows for one. */
final class Providers {
    private Providers() {}

    /** @param service the kind and the algorithm, such as {@code KeyAgreement.ECDH} */
    static boolean have(String service) {
        return Security.getProviders(service) != null;
    }
}
