/** Authorities and certificates made on the spot. Bouncy Castle writes them; keys and signatures are the JDK's. */
module dev.parley.lab {
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports dev.parley.lab;
}
