package dev.parley.interop;

import dev.parley.crypto.Secret;
import dev.parley.extension.Cookie;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.KeyUpdate;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Notes what cannot be told from the facts: how long records were, whether keys were changed or a cookie was brought. */
final class Watcher implements Observer {
    /** Bytes of plaintext in a record, at most, where records are to be small. */
    static final int SMALL_RECORD = 512;

    private final Map<Way, Integer> longest = new EnumMap<>(Map.of(Way.IN, 0, Way.OUT, 0));
    private final Map<Way, Integer> updates = new EnumMap<>(Map.of(Way.IN, 0, Way.OUT, 0));
    private boolean cookie;
    private volatile boolean secretBeginsWithZero;

    @Override
    public synchronized void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
        Bytes content) {
        if (epoch == Epoch.APPLICATION) longest.merge(way, content.length(), Math::max);
    }

    @Override
    public synchronized void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
        if (message instanceof KeyUpdate) updates.merge(way, 1, Integer::sum);
        if (message instanceof ClientHello hello) cookie = hello.extensions().has(Cookie.IT);
    }

    @Override
    public boolean wantsSecrets() {
        return true;
    }

    @Override
    public void secret(String label, Bytes clientRandom, Secret secret) {
        if (label.equals("shared secret")) secretBeginsWithZero = secret.use(bytes -> bytes[0] == 0);
    }

    /** Does the shared secret begin with a zero byte, which some implementations lose? */
    boolean secretBeginsWithZero() {
        return secretBeginsWithZero;
    }

    synchronized void check(Setup setup) throws IOException {
        switch (setup.twist()) {
            case PARLEY_UPDATES_KEYS, PEER_UPDATES_KEYS -> {
                if (!updates.equals(Map.of(Way.IN, 1, Way.OUT, 1)))
                    throw new IOException("not one KeyUpdate in each direction: " + updates);
            }
            case RECORD_SIZE_LIMIT, MAX_FRAGMENT_LENGTH -> {
                if (longest.values().stream().anyMatch(it -> it > SMALL_RECORD))
                    throw new IOException("records are longer than " + SMALL_RECORD + ": " + longest);
            }
            case COOKIE -> {
                if (!cookie) throw new IOException("there was no cookie");
            }
            default -> {}
        }
    }
}
