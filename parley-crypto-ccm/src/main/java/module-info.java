/** AES-CCM, which the JDK lacks: Bouncy Castle's mode of operation over the JDK's AES. */
module dev.parley.crypto.ccm {
    requires dev.parley;
    requires org.bouncycastle.provider;

    provides dev.parley.crypto.MoreCiphers with
            dev.parley.crypto.ccm.CcmCiphers;
}
