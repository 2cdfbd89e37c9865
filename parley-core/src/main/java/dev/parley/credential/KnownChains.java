package dev.parley.credential;

import dev.parley.credential.VerifiedChain.Check;
import dev.parley.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Chains that one trust has found good, by the hash of everything that was judged: walking a path takes longer than all
 * the rest of a handshake, and a client meets the same servers again and again. Only good ones are kept, so nobody who
 * is not believed can fill it. Thread-safe.
 *
 * <p>One counts again only while all its certificates are valid and for an hour at most, in either direction of the clock.
 * With a stapled status it is never kept: how long a status counts is for the validator to say.
 */
final class KnownChains {
    private static final int MOST = 256;
    private static final Duration COUNTS = Duration.ofHours(1);

    private final Remembered<Bytes, Known> chains = new Remembered<>(MOST);

    private static final class Known {
        private final VerifiedChain chain;
        private final Instant found;
        private final Instant from;
        private final Instant to;
        private volatile Dated newest;

        /** The chain as it is told of in one second: it may be asked for thousands of times in it. */
        private record Dated(long second, VerifiedChain chain) {}

        Known(VerifiedChain chain, Instant found, Instant from, Instant to) {
            this.chain = chain;
            this.found = found;
            this.from = from;
            this.to = to;
        }

        /** With the date of now. */
        VerifiedChain at(Instant now) {
            var known = newest;
            if (known == null || known.second != now.getEpochSecond())
                newest = known = new Dated(now.getEpochSecond(), new VerifiedChain(chain.path(), chain.checks().stream()
                    .map(check -> check.what().equals("dates") ? dated(check, now, found) : check).toList()));
            return known.chain;
        }

        boolean countsAt(Instant now) {
            return !now.isBefore(from) && !now.isAfter(to) && Duration.between(found, now).abs().compareTo(COUNTS) < 0;
        }
    }

    /** The chain as it was found, with the date of now. */
    Optional<VerifiedChain> find(PeerChain chain) {
        if (!chain.statuses().isEmpty()) return Optional.empty();
        var hash = hash(chain);
        var known = chains.get(hash);
        if (known == null) return Optional.empty();
        if (!known.countsAt(chain.now())) {
            chains.forget(hash);
            return Optional.empty();
        }
        return Optional.of(known.at(chain.now()));
    }

    private static Check dated(Check check, Instant now, Instant found) {
        return new Check(check.what(), "all count on %s; everything else was found good on %s".formatted(
            CertificateText.second(now), CertificateText.second(found)), check.source());
    }

    void keep(PeerChain chain, VerifiedChain found) {
        if (!chain.statuses().isEmpty()) return;
        var from =
            found.path().stream().map(X509Certificate::getNotBefore).max(java.util.Date::compareTo).orElseThrow();
        var to = found.path().stream().map(X509Certificate::getNotAfter).min(java.util.Date::compareTo).orElseThrow();
        chains.put(hash(chain), new Known(found, chain.now(), from.toInstant(), to.toInstant()));
    }

    /** Of all that the judgment depends on, each part with its length before it. */
    private static Bytes hash(PeerChain chain) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) chain.side().ordinal());
            add(digest, Bytes.ofText(chain.authType()));
            digest.update((byte) (chain.host().isPresent() ? 1 : 0));
            add(digest, Bytes.ofText(chain.host().orElse("")));
            for (var certificate : chain.certificates()) add(digest, certificate);
            return Bytes.own(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, Bytes part) {
        for (int shift = 24; shift >= 0; shift -= 8) digest.update((byte) (part.length() >> shift));
        part.digestInto(digest);
    }
}
