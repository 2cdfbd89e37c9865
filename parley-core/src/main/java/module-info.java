/** TLS that you can see into: the protocol, its API, and the door to cryptography. */
@SuppressWarnings("module") // the modules named here are built after this one
module dev.parley {
    exports dev.parley;
    exports dev.parley.wire;
    exports dev.parley.id;
    exports dev.parley.failure;
    exports dev.parley.crypto;
    exports dev.parley.credential;
    exports dev.parley.ech;
    exports dev.parley.hpke;
    exports dev.parley.config;
    exports dev.parley.session;
    exports dev.parley.transparency;
    exports dev.parley.extension;
    exports dev.parley.fingerprint;
    exports dev.parley.message;
    exports dev.parley.observe;
    exports dev.parley.carrier to
            dev.parley.explain,
            dev.parley.jsse;
    exports dev.parley.crypto.jca to
            dev.parley.crypto.fast;
    exports dev.parley.der to
            dev.parley.ocsp;
    exports dev.parley.inner to
            dev.parley.explain;
    exports dev.parley.schedule to
            dev.parley.explain;
    exports dev.parley.handshake to
            dev.parley.explain,
            dev.parley.jsse;

    uses dev.parley.crypto.Crypto;
    uses dev.parley.crypto.MoreCiphers;
    uses dev.parley.credential.CertificateCompression;
}
