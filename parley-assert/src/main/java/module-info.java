/** Assertions about handshakes, for the tests of programs that speak TLS. */
module dev.parley.assertion {
    requires transitive dev.parley.explain;
    requires transitive org.assertj.core;

    exports dev.parley.assertion;
}
