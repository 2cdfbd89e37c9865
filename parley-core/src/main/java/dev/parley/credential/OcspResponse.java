package dev.parley.credential;

import static dev.parley.failure.Reason.PATH_CHECK_FAILED;

import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an OCSP response says, taken as it is: whether its signature is right must be asked elsewhere. RFC 6960 section 4.2.1.
 */
public record OcspResponse(List<Single> all) {
    /**
     * Of one certificate.
     *
     * @param good does it say that the certificate counts?
     * @param to until when that counts, if it says so
     */
    public record Single(BigInteger serial, boolean good, Instant from, Optional<Instant> to, List<Extra> extensions) {}

    /** @param value what stands in the extension, without the octet string around it */
    public record Extra(String oid, Bytes value) {}

    /** Empty if it is no response, or says only that there is none. */
    public static Optional<OcspResponse> parse(Bytes encoded) {
        try {
            var response = Der.read(encoded).as(Der.SEQUENCE);
            boolean successful = response.part(0).content().equals(Bytes.of((byte) 0));
            if (!successful) return Optional.empty();
            var bytes = response.part(1).as(Der.explicit(0)).part(0).as(Der.SEQUENCE);
            if (!bytes.part(0).oid().equals(BASIC)) return Optional.empty();
            var data = Der.read(bytes.part(1).as(Der.OCTET_STRING).content()).part(0).as(Der.SEQUENCE).parts();
            int responses = (data.getFirst().is(Der.explicit(0)) ? 1 : 0) + 2; // behind version, responder and time
            var all = new ArrayList<Single>();
            for (var single : data.get(responses).as(Der.SEQUENCE).parts()) all.add(single(single.parts()));
            return Optional.of(new OcspResponse(List.copyOf(all)));
        } catch (WireFailure | IndexOutOfBoundsException | NumberFormatException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /**
     * What a response says of a certificate, once it is checked: signed by its issuer or whom that has charged with it, of
     * now, and good.
     *
     * @throws dev.parley.failure.HandshakeFailure STATUS_SAYS_REVOKED, or STATUS_UNUSABLE or PATH_CHECK_FAILED if it cannot be used
     */
    public static Single verified(X509Certificate certificate, X509Certificate issuer, Bytes encoded, Instant now) {
        Revocation.verify(certificate, issuer, encoded, now);
        return parse(encoded).flatMap(it -> it.of(certificate.getSerialNumber())).orElseThrow(
            () -> PATH_CHECK_FAILED.because("the response cannot be read as one for this certificate"));
    }

    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

    private static Single single(List<Der> parts) {
        var id = parts.getFirst().as(Der.SEQUENCE).parts();
        var to = Optional.<Instant>empty();
        var extensions = new ArrayList<Extra>();
        for (var part : parts.subList(3, parts.size())) {
            if (part.is(Der.explicit(0))) to = Optional.of(time(part.part(0)));
            if (part.is(Der.explicit(1)))
                for (var extension : part.part(0).parts())
                    extensions.add(new Extra(extension.part(0).oid(),
                        extension.parts().getLast().as(Der.OCTET_STRING).content()));
        }
        return new Single(new BigInteger(id.get(3).as(Der.INTEGER).content().toArray()),
            parts.get(1).is(Der.implicit(0)), time(parts.get(2)), to, List.copyOf(extensions));
    }

    private static Instant time(Der der) {
        return LocalDateTime.parse(der.as(GENERALIZED_TIME).content().latin1(), TIME).toInstant(ZoneOffset.UTC);
    }

    private static final int GENERALIZED_TIME = 0x18;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

    /** What it says of the certificate with this number. */
    public Optional<Single> of(BigInteger serial) {
        return all.stream().filter(it -> it.serial.equals(serial)).findFirst();
    }

    /** What stands in an extension of what it says of a certificate. */
    public Optional<Bytes> extension(BigInteger serial, String oid) {
        return of(serial).flatMap(
            it -> it.extensions.stream().filter(one -> one.oid.equals(oid)).map(Extra::value).findFirst());
    }
}
