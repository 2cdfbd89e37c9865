package dev.parley.interop;

import dev.parley.config.Side;
import java.security.Provider;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.conscrypt.Conscrypt;

/** BoringSSL, in the shape that Conscrypt gives it. */
final class BoringSsl extends Jsse {
    private static final Provider PROVIDER = Conscrypt.newProviderBuilder().setName("Interop").build();

    BoringSsl(Papers papers) {
        super(papers, PROVIDER);
    }

    @Override
    public String name() {
        return "BoringSSL";
    }

    @Override
    public String version() {
        var version = Conscrypt.version();
        return "Conscrypt " + version.major() + "." + version.minor() + "." + version.patch();
    }

    @Override
    public Optional<String> limit(Setup setup, Side role) {
        return Optional.empty();
    }

    @Override
    void prepare(Setup setup, SSLParameters parameters, boolean client) throws PeerCannot {
        super.prepare(setup, parameters, client);
        if (!setup.is13() && !setup.extendedMainSecret())
            throw new PeerCannot("has no setting to leave the extended main secret out");
    }
}
