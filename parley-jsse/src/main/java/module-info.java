/** TLS for programs written for JSSE. */
module dev.parley.jsse {
    requires transitive dev.parley;
    requires static jdk.jfr;

    exports dev.parley.jsse;

    provides java.security.Provider with
            dev.parley.jsse.ParleyProvider;
}
