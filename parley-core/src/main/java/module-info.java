/** A complete TLS stack: TLS 1.3 and 1.2, client and server, on nothing but the JDK. */
module dev.parley {
    exports dev.parley.credential;
    exports dev.parley.failure;
    exports dev.parley.id;
    exports dev.parley.wire;
}
