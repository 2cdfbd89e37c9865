package dev.parley.handshake;

import dev.parley.credential.Credential;
import dev.parley.credential.CredentialRequest;
import dev.parley.credential.Selection;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.SignedCertificateTimestamp;
import dev.parley.extension.StatusRequest;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate13;
import dev.parley.observe.Decision;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The certificate that this side shows, and the scheme it signs with.
 *
 * @param scheme empty where the certificate's key signs nothing (RSA key exchange)
 */
public record OwnCredential(Credential credential, Optional<SignatureScheme> scheme) {
    /** Chooses one for a peer and tells why; empty if none fits. */
    public static Optional<OwnCredential> choose(Party party, CredentialRequest request, Decision.Kind kind,
        Output out) {
        return told(party.config().credentials().choose(request), request, kind, out);
    }

    /** The same, as a task if choosing may take long. */
    public static Step choose(Party party, CredentialRequest request, Decision.Kind kind, Output out,
        Function<Optional<OwnCredential>, Step> then) {
        var credentials = party.config().credentials();
        return Step.after(credentials.mayBlock(), () -> credentials.choose(request),
            selection -> then.apply(told(selection, request, kind, out)));
    }

    private static Optional<OwnCredential> told(Selection selection, CredentialRequest request, Decision.Kind kind,
        Output out) {
        return switch (selection) {
            case Selection.Chosen chosen -> {
                out.decided(
                    () -> new Decision(kind, chosen.credential().describe(), why(request), rejected(selection)));
                chosen.scheme().ifPresent(scheme -> out.decided(() -> signing(chosen.credential(), scheme, request)));
                yield Optional.of(new OwnCredential(chosen.credential(), chosen.scheme()));
            }
            case Selection.None _ -> {
                out.decided(() -> new Decision(kind, "", Decision.Why.NOTHING_FITS, rejected(selection)));
                yield Optional.empty();
            }
        };
    }

    private static List<Decision.Rejected> rejected(Selection selection) {
        var rejected = new ArrayList<Decision.Rejected>();
        for (var refusal : selection.refusals())
            rejected.add(new Decision.Rejected(refusal.credential().describe(), Decision.Why.OTHER, refusal.why()));
        return rejected;
    }

    /** Why the key signs so and not otherwise. */
    private static Decision signing(Credential credential, SignatureScheme chosen, CredentialRequest request) {
        var able = credential.schemes(request.version13());
        var others = new ArrayList<Decision.Rejected>();
        for (var scheme : able)
            if (!scheme.equals(chosen)) others.add(new Decision.Rejected(scheme.name(), against(scheme, request), ""));
        return new Decision(Decision.Kind.SIGNATURE_SCHEME, chosen.name(),
            able.size() == 1 ? Decision.Why.ONLY_ONE : Decision.Why.FIRST_IN_OUR_ORDER, others);
    }

    private static Decision.Why against(SignatureScheme scheme, CredentialRequest request) {
        if (!request.ownSchemes().contains(scheme)) return Decision.Why.NOT_ALLOWED_HERE;
        return request.peerSchemes().contains(scheme) ? Decision.Why.LESS_PREFERRED : Decision.Why.NOT_OFFERED;
    }

    private static Decision.Why why(CredentialRequest request) {
        return request.serverName().isPresent() ? Decision.Why.FITS_NAME_AND_SCHEMES : Decision.Why.FITS_SCHEMES;
    }

    /** Signs the parts: at once, or as a task if the key lives in a device. */
    public Step sign(Party party, Function<Bytes, Step> then, byte[]... parts) {
        boolean inDevice = credential.key().getFormat() == null;
        return Step.after(inDevice, () -> party.crypto().sign(scheme.orElseThrow(), credential.key(), parts), then);
    }

    /** What a Certificate message of TLS 1.3 shows, with what was asked for. RFC 9846 section 4.5.1.1. @param asked the hello or request */
    public List<Certificate13.Entry> entries(ExtensionBlock asked) {
        boolean status = StatusRequest.isIn(asked);
        boolean stamps = asked.has(SignedCertificateTimestamp.IT) && !credential.timestamps().isEmpty();
        var entries = new ArrayList<Certificate13.Entry>();
        for (int i = 0; i < chain().size(); i++) {
            var extensions = ExtensionBlock.EMPTY;
            var staple = status ? credential.staples().of(i) : Optional.<Bytes>empty();
            if (staple.isPresent()) extensions = extensions.with(StatusRequest.IT, Place.CERTIFICATE,
                new StatusRequest.Status(1, staple.get()));
            if (i == 0 && stamps) extensions = extensions.with(SignedCertificateTimestamp.IT, Place.CERTIFICATE,
                new SignedCertificateTimestamp.Timestamps(credential.timestamps()));
            if (i == 0 && credential.delegation().isPresent()) extensions = extensions.with(DelegatedCredential.IT,
                Place.CERTIFICATE, credential.delegation().get());
            entries.add(new Certificate13.Entry(chain().get(i), extensions));
        }
        return List.copyOf(entries);
    }

    public List<Bytes> chain() {
        return credential.chain();
    }
}
