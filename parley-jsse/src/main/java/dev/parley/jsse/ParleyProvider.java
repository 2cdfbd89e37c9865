package dev.parley.jsse;

import dev.parley.id.ProtocolVersion;
import java.security.Provider;
import java.util.List;
import java.util.function.Supplier;

/**
 * The provider {@code Parley}: {@code SSLContext} for {@code TLS}, {@code TLSv1.3}, {@code TLSv1.2} and {@code Default},
 * with its key and trust managers.
 *
 * <p>{@code Security.insertProviderAt(new ParleyProvider(), 1)} makes it the one that programs get.
 */
public final class ParleyProvider extends Provider {
    private static final long serialVersionUID = 1L;

    public static final String NAME = "Parley";

    public ParleyProvider() {
        super(NAME, "0.1", "Parley: TLS 1.3 and 1.2 that you can see into");
        offer("SSLContext", "TLS", List.of("SSL"), () -> new ContextService(Vocabulary.SPOKEN));
        offer("SSLContext", "TLSv1.3", List.of(), () -> new ContextService(Vocabulary.SPOKEN));
        offer("SSLContext", "TLSv1.2", List.of(), () -> new ContextService(List.of(ProtocolVersion.TLS_1_2)));
        offer("SSLContext", "Default", List.of(), DefaultContext::new);
        offer("KeyManagerFactory", "PKIX", List.of("NewSunX509", "SunX509", "X509"), KeyManagers::new);
        offer("TrustManagerFactory", "PKIX", List.of("SunPKIX", "SunX509", "X509", "X.509"), TrustManagers::new);
    }

    private void offer(String type, String algorithm, List<String> aliases, Supplier<Object> maker) {
        putService(new Offer(this, type, algorithm, aliases, maker));
    }

    /** A service made by a constructor reference, so that nothing is found by reflection. */
    private static final class Offer extends Service {
        private final Supplier<Object> maker;

        Offer(Provider provider, String type, String algorithm, List<String> aliases, Supplier<Object> maker) {
            super(provider, type, algorithm, maker.getClass().getName(), aliases, null);
            this.maker = maker;
        }

        @Override
        public Object newInstance(Object parameter) {
            return maker.get();
        }
    }
}
