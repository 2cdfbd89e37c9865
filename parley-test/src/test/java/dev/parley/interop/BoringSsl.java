package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabCertificate;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.conscrypt.Conscrypt;

/** BoringSSL, in the shape that Conscrypt gives it. */
final class BoringSsl extends Jsse {
    private static final Provider PROVIDER =
        Conscrypt.newProviderBuilder().setName("Interop").provideTrustManager(true).build();

    private static final List<NamedGroup> GROUPS = List.of(NamedGroup.X25519MLKEM768, NamedGroup.MLKEM1024,
        NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);

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
        if (setup.group().filter(it -> !GROUPS.contains(it)).isPresent())
            return Optional.of("does not know this group");
        for (var kind : List.of(KeyKind.RSA_PSS_2048, KeyKind.ED448))
            if (setup.needs(kind.name())) return Optional.of("does not read keys of this kind");
        if (setup.needs("ML_DSA")) return Optional.of("Conscrypt does not read ML-DSA keys of others");
        boolean verifies = role == Side.CLIENT;
        if (verifies ? setup.server() == KeyKind.P521
            : setup.is13() && setup.client().equals(Optional.of(KeyKind.P521)))
            return Optional.of("offers no signature by P-521 keys unless it is told to, for which there is no setting");
        if (verifies ? setup.server() == KeyKind.ED25519 : setup.client().equals(Optional.of(KeyKind.ED25519)))
            return Optional.of("offers no Ed25519 unless it is told to, for which there is no setting");
        if (setup.isCbc() && setup.encryptThenMac()) return Optional.of("does not know encrypt_then_mac");
        if (setup.twist() == Twist.RECORD_SIZE_LIMIT) return Optional.of("does not know record_size_limit");
        if (setup.twist() == Twist.MAX_FRAGMENT_LENGTH) return Optional.of("does not know max_fragment_length");
        if (setup.twist() == Twist.OTHER_PROTOCOL && role == Side.SERVER)
            return Optional.of("goes on without an application protocol");
        return Optional.empty();
    }

    @Override
    Optional<String> limit(Return kind, Side role) {
        return Optional.empty();
    }

    @Override
    String withoutEarlyData() {
        return "Conscrypt has no call for early data (BoringSSL's own is tried by the module bogo)";
    }

    @Override
    void prepare(Return kind, SSLSocket socket) {
        Conscrypt.setUseSessionTickets(socket, kind != Return.ID_12);
    }

    @Override
    void prepare(Setup setup, SSLParameters parameters, boolean client) throws PeerCannot {
        super.prepare(setup, parameters, client);
        if (!setup.is13() && !setup.extendedMainSecret())
            throw new PeerCannot("has no setting to leave the extended main secret out");
    }

    /** Suites of TLS 1.3 are all on, always; and a server with none of 1.2 forgets to ask for its key. */
    @Override
    boolean canChoose(CipherSuite suite) {
        return !suite.isFor13();
    }

    /** It sends a share for a classical group and one for another, so only another of the same family is a wrong guess. */
    @Override
    NamedGroup wrongGuess(Setup setup) {
        var group = setup.group().orElseThrow();
        if (!group.isPostQuantum()) return setup.wrongGuess();
        return group.equals(NamedGroup.MLKEM1024) ? NamedGroup.X25519MLKEM768 : NamedGroup.MLKEM1024;
    }

    @Override
    KeyManager[] keyManagers(LabCertificate own) {
        return new KeyManager[]{new OneKey(own, own.key())};
    }
}
