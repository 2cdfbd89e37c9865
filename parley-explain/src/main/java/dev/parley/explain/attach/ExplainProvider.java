package dev.parley.explain.attach;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Stands before the other providers, asks the next one for a context, and gives it out watched. */
final class ExplainProvider extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "ParleyExplain";
    private static final List<String> PROTOCOLS =
        List.of("TLS", "SSL", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", "Default");

    ExplainProvider(Explain how) {
        super(NAME, "1", "Watches the SSLContexts of other providers");
        for (var protocol : PROTOCOLS) putService(new Watching(this, how, protocol));
    }

    private static final class Watching extends Service {
        private final Explain how;

        Watching(Provider provider, Explain how, String protocol) {
            super(provider, "SSLContext", protocol, WatchedContext.Spi.class.getName(), List.of(), Map.of());
            this.how = how;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            for (var provider : Security.getProviders())
                if (!provider.getName().equals(NAME) && provider.getService("SSLContext", getAlgorithm()) != null)
                    return new WatchedContext.Spi(how, SSLContext.getInstance(getAlgorithm(), provider));
            throw new NoSuchAlgorithmException(getAlgorithm() + ": no other provider has it");
        }
    }
}
