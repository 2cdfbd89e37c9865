package dev.parley.crypto.fast;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.parley.crypto.jca.Providers;
import dev.parley.crypto.jca.Providers.Work;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.conscrypt.Conscrypt;

/** Which of the libraries are here, load, and pass the test. What does not is the JDK's work, and the log says so once. */
final class Libraries {
    static final Providers PROVIDERS = choose(List.of(
        new Library("Amazon Corretto Crypto Provider", Libraries::corretto,
            List.of(Work.AES_GCM, Work.ECDH, Work.ECDSA, Work.RSA)),
        new Library("Conscrypt", Libraries::conscrypt, List.of(Work.X25519))));

    private Libraries() {}

    /**
     * @param provider throws whatever goes wrong where the library is missing or does not load
     * @param works what it is the fastest at, as docs/performance.md measures
     */
    record Library(String name, Callable<Provider> provider, List<Work> works) {}

    static Providers choose(List<Library> libraries) {
        var chosen = Providers.ANY;
        var missed = new ArrayList<String>();
        for (var library : libraries) {
            try {
                chosen = with(library, chosen);
            } catch (Exception | LinkageError e) {
                missed.add(library.name + " (" + e + ")");
            }
        }
        if (!missed.isEmpty()) System.getLogger(Libraries.class.getName()).log(Level.INFO,
            "slower cryptography, the JDK''s own, in place of {0}", String.join(", ", missed));
        return chosen;
    }

    /** All of its work or none: a library that does one thing wrong is not trusted with the others. */
    private static Providers with(Library library, Providers others) throws Exception {
        var provider = library.provider.call();
        var all = others;
        for (var work : library.works) {
            SelfTest.run(work, provider);
            all = all.with(work, provider);
        }
        return all;
    }

    /** Its own tests of all that it has take longer than those here, of what is used. */
    private static Provider corretto() throws GeneralSecurityException {
        var failed = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (failed != null) throw new GeneralSecurityException("it does not load: " + failed, failed);
        return AmazonCorrettoCryptoProvider.INSTANCE;
    }

    private static Provider conscrypt() {
        Conscrypt.checkAvailability();
        return Conscrypt.newProviderBuilder().build();
    }
}
