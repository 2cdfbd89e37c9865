package dev.parley.credential;

import static dev.parley.failure.Reason.UNTRUSTED_CERTIFICATE;

import dev.parley.der.Der;
import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Says where the way to an authority breaks off, and what would mend it. */
final class Untrusted {
    private Untrusted() {}

    /** @param furthest how far the names led, from the end-entity up */
    static HandshakeFailure because(List<X509Certificate> furthest, List<X509Certificate> sent, Anchors anchors) {
        var last = furthest.getLast();
        var text = CertificateText.numbered(sent.indexOf(last), sent.size(), last);
        if (CertificateSignature.isSelfSigned(last)) return furthest.size() == 1
            ? UNTRUSTED_CERTIFICATE.because("%s is signed by itself and is not among %s; "
                + "if it is meant to be, add this very certificate to them", text, anchors)
            : UNTRUSTED_CERTIFICATE.because("the chain %s ends at an authority that is not among %s; "
                + "add %s to them if you really trust it", names(furthest), anchors, text);
        return UNTRUSTED_CERTIFICATE.because(
            "%s is issued by \"%s\", which is neither among the certificates sent nor among "
                + "%s%s%s",
            text, CertificateText.name(last.getIssuerX500Principal()), anchors, strangers(furthest, sent),
            hint(last));
    }

    private static String names(List<X509Certificate> path) {
        var names = new ArrayList<String>();
        for (var certificate : path)
            names.add("\"" + CertificateText.name(certificate.getSubjectX500Principal()) + "\"");
        return String.join(" ← ", names);
    }

    private static String strangers(List<X509Certificate> furthest, List<X509Certificate> sent) {
        var strangers = new ArrayList<>(sent);
        strangers.removeAll(furthest);
        return strangers.isEmpty() ? "" : "; sent, but of no use here: " + names(strangers);
    }

    /** Most certificates say where their issuer's is to be had. RFC 5280 section 4.2.2.1. */
    private static String hint(X509Certificate certificate) {
        var extension = certificate.getExtensionValue("1.3.6.1.5.5.7.1.1");
        if (extension == null) return "";
        try {
            for (var access : Der.read(Der.read(Bytes.own(extension)).content()).parts())
                if (access.part(0).oid().equals("1.3.6.1.5.5.7.48.2") && access.part(1).is(Der.implicit(6)))
                    return "; the missing one should be at " + CertificateText.tame(access.part(1).content().latin1())
                        + ", and the peer should send it";
        } catch (WireFailure _) {
            return "";
        }
        return "";
    }
}
