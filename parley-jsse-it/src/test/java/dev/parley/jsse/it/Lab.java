package dev.parley.jsse.it;

import dev.parley.jsse.ParleyProvider;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.security.Provider;
import java.security.Security;

/**
 * Who meets whom. {@code -Dparley.it.provider=SunJSSE} lets them meet over the JDK's provider, to see whether what goes
 * wrong goes wrong there too.
 */
final class Lab {
    private static final String OTHER = System.getProperty("parley.it.provider");
    static final Provider PROVIDER = OTHER == null ? new ParleyProvider() : Security.getProvider(OTHER);
    static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    static final Identity SERVER = new Identity(AUTHORITY.issue(Spec.server("localhost").addresses("127.0.0.1")));
    static final Identity OTHER_HOST = new Identity(AUTHORITY.issue(Spec.server("elsewhere.example")));
    static final Identity CLIENT = new Identity(AUTHORITY.issue(Spec.client("Ada")));
    static final Identity NOBODY = new Identity(null);
    private static final LabAuthority STRANGE = LabAuthority.create(KeyKind.P256);
    static final Identity STRANGE_SERVER =
        new Identity(STRANGE.issue(Spec.server("localhost").addresses("127.0.0.1")));
    static final Identity STRANGE_CLIENT = new Identity(STRANGE.issue(Spec.client("Mallory")));

    private Lab() {}

    /** The one line that an application needs. */
    static void install() {
        if (OTHER == null) Security.insertProviderAt(PROVIDER, 1);
    }

    static void remove() {
        if (OTHER == null) Security.removeProvider(PROVIDER.getName());
    }
}
