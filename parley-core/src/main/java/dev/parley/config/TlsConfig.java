package dev.parley.config;

import dev.parley.credential.CertificateCompression;
import dev.parley.credential.Credentials;
import dev.parley.credential.Trust;
import dev.parley.crypto.Crypto;
import dev.parley.ech.EchPolicy;
import dev.parley.id.BulkCipher;
import dev.parley.id.CertificateType;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.ServerSessions;
import dev.parley.transparency.Transparency;
import dev.parley.wire.Bytes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What one side is willing to do. Immutable and thread-safe; made by {@link TlsSettings}, one for all connections.
 *
 * @param side which end this configuration is for
 * @param crypto where the cryptography comes from
 * @param versions the versions allowed, the preferred first
 * @param suites the suites allowed, the preferred first, of both versions
 * @param groups the groups allowed, the preferred first
 * @param keyShares client: the groups to send key shares for at once
 * @param schemes the signatures accepted, the preferred first; and made, unless others are named
 * @param signingSchemes the signatures made, if they differ; empty otherwise
 * @param certificateSchemes the signatures accepted in certificates, if they differ; empty otherwise
 * @param protocols the application protocols, the preferred first
 * @param protocolChoice server: how it picks one of the client's
 * @param credentials the keys and certificates of this side
 * @param trust whom this side believes
 * @param clientAuth server: whether it asks for a client certificate
 * @param authorities distinguished names of the authorities to tell the peer about, in DER
 * @param serverPreference server: does its order of suites and groups count, or the client's?
 * @param grease send values without meaning, so that peers learn to ignore them
 * @param compatibility look like TLS 1.2 to middleboxes. RFC 9846 appendix E.4
 * @param cookies server: ask every TLS 1.3 client to come back with a cookie before any state is kept
 * @param requireExtendedMainSecret refuse TLS 1.2 peers without RFC 7627
 * @param recordSizeLimit bytes of plaintext wanted in one record, 64 to 16384; 0 for no wish
 * @param maxFragmentLength client: 512, 1024, 2048 or 4096 to ask for RFC 6066's limit; 0 not to
 * @param padding how TLS 1.3 records are padded
 * @param adaptiveRecords short records of application data first, long ones once much is sent
 * @param limits what a stranger may make this side hold or do
 * @param selector server: chooses another configuration once the hello is there
 * @param fallback client: this is a second try with a lower version. RFC 7507
 * @param clientSessions client: the sessions it may continue
 * @param serverSessions server: how clients may come back; empty if they may not
 * @param externalPsks keys that both sides were given beforehand. RFC 9257
 * @param pskHint server: says in TLS 1.2 which external key it means; empty for nothing. RFC 4279 section 2
 * @param falseStart client: send data before the server's Finished is here, where RFC 7918 allows it
 * @param pskOnly may sessions go on without a fresh key exchange, and so without forward secrecy?
 * @param certificateCompressions how certificates are compressed that this side sends and reads, the preferred first. RFC 8879
 * @param rawKeys what it does about keys without certificates. RFC 7250
 * @param postHandshakeAuth client: may the server ask for a certificate later? RFC 9846 section 4.3.6
 * @param statusRequest ask the peer for stapled OCSP responses? RFC 6066 section 8
 * @param statusOfAll client: ask servers of TLS 1.2 for those of the whole chain? RFC 6961
 * @param delegatedCredentials take keys that the peer's certificate has delegated to? RFC 9345
 * @param shuffle client: put the extensions of the hello into another order each time
 * @param transparency client: what it wants of Certificate Transparency. RFC 6962
 * @param ech what it does about Encrypted Client Hello. RFC 9849
 * @param clock the time
 */
public record TlsConfig(Side side,
    Crypto crypto,
    List<ProtocolVersion> versions,
    List<CipherSuite> suites,
    List<NamedGroup> groups,
    List<NamedGroup> keyShares,
    List<SignatureScheme> schemes,
    List<SignatureScheme> signingSchemes,
    List<SignatureScheme> certificateSchemes,
    List<Bytes> protocols,
    ProtocolChoice protocolChoice,
    Credentials credentials,
    Trust trust,
    ClientAuth clientAuth,
    List<Bytes> authorities,
    boolean serverPreference,
    boolean grease,
    boolean compatibility,
    boolean cookies,
    boolean requireExtendedMainSecret,
    int recordSizeLimit,
    int maxFragmentLength,
    RecordPadding padding,
    boolean adaptiveRecords,
    Limits limits,
    Optional<ServerSelector> selector,
    boolean fallback,
    ClientSessions clientSessions,
    Optional<ServerSessions> serverSessions,
    List<ExternalPsk> externalPsks,
    Bytes pskHint,
    boolean falseStart,
    boolean pskOnly,
    List<CertificateCompression> certificateCompressions,
    RawKeyPolicy rawKeys,
    boolean postHandshakeAuth,
    boolean statusRequest,
    boolean statusOfAll,
    boolean delegatedCredentials,
    boolean shuffle,
    Transparency transparency,
    EchPolicy ech,
    InstantSource clock) {
    public TlsConfig {
        if (rawKeys.trust().isEmpty() && rawKeys.takes().contains(CertificateType.RAW_PUBLIC_KEY))
            throw new IllegalArgumentException("whoever takes raw public keys must say which are believed");
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        keyShares = List.copyOf(keyShares);
        schemes = List.copyOf(schemes);
        signingSchemes = List.copyOf(signingSchemes);
        certificateSchemes = List.copyOf(certificateSchemes);
        protocols = List.copyOf(protocols);
        externalPsks = List.copyOf(externalPsks);
        authorities = List.copyOf(authorities);
        certificateCompressions = List.copyOf(certificateCompressions);
    }

    /** Does it have this version and at least one suite for it? */
    public boolean speaks(ProtocolVersion version) {
        return versions.contains(version)
            && suites.stream().anyMatch(suite -> suite.isFor13() == version.equals(ProtocolVersion.TLS_1_3));
    }

    /** What this side may sign with. */
    public List<SignatureScheme> signsWith() {
        return signingSchemes.isEmpty() ? schemes : signingSchemes;
    }

    public boolean offersCbc() {
        return versions.contains(ProtocolVersion.TLS_1_2)
            && suites.stream().anyMatch(suite -> suite.cipher().kind() == BulkCipher.Kind.CBC);
    }

    /** The highest version allowed. */
    public ProtocolVersion highest() {
        return versions.stream().max(ProtocolVersion::compareTo).orElseThrow();
    }
}
