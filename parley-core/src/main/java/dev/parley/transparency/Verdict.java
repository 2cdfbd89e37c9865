package dev.parley.transparency;

import dev.parley.crypto.Crypto;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is thought of one timestamp. @param log whose it is, if that is known */
record Verdict(Shown shown, Optional<Log> log, Fate fate) {
    enum Fate {
        COUNTS("counts"),
        UNREADABLE("cannot be read"),
        UNKNOWN_LOG("is of a log that is not in the list"),
        BAD_SIGNATURE("is not signed by its log for this certificate"),
        FROM_THE_FUTURE("is of a time that has not come"),
        AFTER_RETIREMENT("was made after its log was retired"),
        OUTSIDE_SPAN("is of a log that does not take certificates with this end"),
        WITHOUT_ISSUER("cannot be checked without the issuer's certificate");

        private final String text;

        Fate(String text) {
            this.text = text;
        }
    }

    /** What the timestamps of one certificate are judged by. */
    record Judge(Crypto crypto, LogList logs, List<X509Certificate> path, Bytes certificate, Instant now) {
        Verdict of(Shown shown) {
            try {
                var timestamp = SignedTimestamp.WIRE.parse(shown.encoded());
                var log = logs.find(timestamp.id());
                return new Verdict(shown, log, log.map(it -> fate(shown, timestamp, it)).orElse(Fate.UNKNOWN_LOG));
            } catch (WireFailure _) {
                return new Verdict(shown, Optional.empty(), Fate.UNREADABLE);
            }
        }

        private Fate fate(Shown shown, SignedTimestamp timestamp, Log log) {
            boolean embedded = shown.way() == Shown.Way.CERTIFICATE;
            if (timestamp.version() != 0) return Fate.UNREADABLE; // RFC 6962 section 3.3: others are ignored
            if (embedded && path.size() < 2) return Fate.WITHOUT_ISSUER;
            var entry = embedded ? LoggedEntry.ofPrecertificate(certificate, path.get(1).getPublicKey())
                : LoggedEntry.ofCertificate(certificate);
            if (!SCHEMES.contains(timestamp.scheme())
                || !crypto.verify(timestamp.scheme(), log.key(), timestamp.signature(), timestamp.signed(entry)))
                return Fate.BAD_SIGNATURE;
            if (timestamp.timestamp() < 0 || timestamp.moment().isAfter(now)) return Fate.FROM_THE_FUTURE;
            if (log.retired().filter(end -> !timestamp.moment().isBefore(end)).isPresent())
                return Fate.AFTER_RETIREMENT;
            var end = path.getFirst().getNotAfter().toInstant();
            return log.expiring().filter(span -> !span.contains(end)).isPresent() ? Fate.OUTSIDE_SPAN : Fate.COUNTS;
        }
    }

    /** RFC 6962 section 2.1.4. */
    private static final List<SignatureScheme> SCHEMES =
        List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PKCS1_SHA256);

    boolean counts() {
        return fate == Fate.COUNTS;
    }

    /** {@code that of "Argon" by Google, in the certificate, counts}. */
    String text() {
        var whose = log.map(it -> "that of \"%s\" by %s".formatted(it.name(), it.operator())).orElse("one");
        return "%s, in %s, %s".formatted(whose, shown.way().text(), fate.text);
    }
}
