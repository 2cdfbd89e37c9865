package dev.parley.handshake;

import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.schedule.EarlySecret;
import dev.parley.schedule.PskImporter;
import dev.parley.session.ExternalPsk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that both sides were given beforehand, as they go into a hello. RFC 9846 section 4.3.11, RFC 9258. */
public final class ExternalKeys {
    private ExternalKeys() {}

    /** All of them, imported ones once for each hash that a suite allows. */
    public static List<Psk> of(Party party) {
        if (party.config().externalPsks().isEmpty()) return List.of();
        var hashes =
            party.config().suites().stream().filter(CipherSuite::isFor13).map(CipherSuite::hash).distinct().toList();
        return party.config().externalPsks().stream().flatMap(psk -> psks(party, psk, hashes)).toList();
    }

    private static Stream<Psk> psks(Party party, ExternalPsk psk, List<HashAlgorithm> hashes) {
        if (psk.importContext().isPresent()) return hashes.stream().map(hash -> imported(party, psk, hash));
        return hashes.contains(psk.hash())
            ? Stream
                .of(new Psk(psk.identity(), psk.key(), psk.hash(), EarlySecret.Origin.EXTERNAL, 0, Optional.empty()))
            : Stream.empty();
    }

    private static Psk imported(Party party, ExternalPsk psk, HashAlgorithm hash) {
        var identity = PskImporter.identity(psk.identity(), psk.importContext().orElseThrow(), hash);
        var key = PskImporter.derive(party.crypto(), psk.key(), psk.hash(), identity, hash);
        return new Psk(identity, key, hash, EarlySecret.Origin.IMPORTED, 0, Optional.empty());
    }
}
