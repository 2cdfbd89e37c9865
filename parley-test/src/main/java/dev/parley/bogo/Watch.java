package dev.parley.bogo;

import dev.parley.crypto.Secret;
import dev.parley.message.Alert;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers what one connection heard and said, for the expectations that the agreed facts do not answer. */
final class Watch implements Observer {
    private final StringBuilder text = new StringBuilder();
    private final List<Handshake> heard = new ArrayList<>();
    private final List<Handshake> all = new ArrayList<>();
    private boolean established;
    private volatile boolean earlyIsRefused;
    private final Map<String, Bytes> secrets = new HashMap<>();

    /** What came and went, a line each, as the suite writes it: {@code read hs 1}, {@code write alert 2 40}. */
    String text() {
        return text.toString();
    }

    boolean earlyIsRefused() {
        return earlyIsRefused;
    }

    @Override
    public void earlyData(EarlyFate fate) {
        earlyIsRefused = fate == EarlyFate.REJECTED;
    }

    boolean isEstablished() {
        return established;
    }

    @Override
    public void established(Facts facts) {
        established = true;
    }

    /** The first message of this kind that was heard. */
    <T extends Handshake> Optional<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The last message of this kind, whoever said it. */
    <T extends Handshake> Optional<T> last(Class<T> kind) {
        return all.reversed().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    Bytes secret(String label) {
        return secrets.get(label);
    }

    @Override
    public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
        all.add(message);
        if (way == Way.IN) heard.add(message);
        line(way, "hs " + bytes.at(0));
    }

    @Override
    public void changeCipherSpec(Way way, boolean counts) {
        line(way, "ccs");
    }

    @Override
    public void alert(Way way, Epoch epoch, Alert alert) {
        line(way, "alert " + alert.level().id() + " " + alert.description().id());
    }

    @Override
    public boolean wantsSecrets() {
        return true;
    }

    @Override
    public void secret(String label, Bytes clientRandom, Secret secret) {
        if (label.endsWith("_TRAFFIC_SECRET_0"))
            secret.lend(bytes -> secrets.put(label, Bytes.own(bytes.clone())));
    }

    private void line(Way way, String what) {
        text.append(way == Way.IN ? "read " : "write ").append(what).append('\n');
    }
}
