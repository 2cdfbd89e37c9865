/** The fastest vetted implementation of each primitive. Loads native code where it finds some that it trusts. */
@SuppressWarnings("requires-automatic") // Conscrypt is no module of its own
module dev.parley.crypto.fast {
    requires dev.parley;
    requires static com.amazon.corretto.crypto.provider;
    requires static org.conscrypt;

    provides dev.parley.crypto.Crypto with
            dev.parley.crypto.fast.FastCrypto;
}
