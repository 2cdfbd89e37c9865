package dev.parley;

import dev.parley.crypto.Secret;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What one side writes, and what it may tell. */
final class Taps implements Observer {
    /** @param length of the body on the wire; @param content of the plaintext */
    record Written(Epoch epoch, int type, int length, int content) {}

    record Told(String label, Bytes secret) {}

    final List<Written> written = new CopyOnWriteArrayList<>();
    final List<Told> secrets = new CopyOnWriteArrayList<>();
    final List<Way> keys = new CopyOnWriteArrayList<>();
    final List<Handshake> said = new CopyOnWriteArrayList<>();

    /** What was said of one kind. */
    <T extends Handshake> List<T> said(Class<T> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Tls on(Tls tls) {
        return tls.observing(() -> this);
    }

    @Override
    public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
        Bytes content) {
        if (way == Way.OUT) written.add(new Written(epoch, innerType, header.length(), content.length()));
    }

    @Override
    public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
        if (way == Way.OUT) said.add(message);
    }

    @Override
    public void keys(Way way, Epoch epoch) {
        keys.add(way);
    }

    @Override
    public boolean wantsSecrets() {
        return true;
    }

    @Override
    public void secret(String label, Bytes clientRandom, Secret secret) {
        secrets.add(new Told(label, secret.use(Bytes::of)));
    }
}
