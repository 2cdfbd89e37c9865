package dev.parley.explain.decode;

import dev.parley.Cryptography;
import dev.parley.carrier.Bystander;
import dev.parley.explain.story.Story;
import dev.parley.observe.KeyRing;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.time.Instant;

/** Stories of bytes that somebody has at hand. */
public final class Overheard {
    private Overheard() {}

    /** Of what a client sent, in its own words alone: nobody answers, and nothing is opened. */
    public static Story client(Bytes sent) {
        var teller = new CaptureTeller();
        teller.at(Instant.EPOCH);
        try (var bystander = new Bystander(Cryptography.jdk(), KeyRing.EMPTY, teller)) {
            bystander.bytes(Way.OUT, sent);
        }
        return teller.story();
    }
}
