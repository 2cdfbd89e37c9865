package dev.parley.observe;

import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.message.ClientHello;
import dev.parley.message.Alert;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.RecordHeader;
import dev.parley.wire.Bytes;
import java.util.List;

/** Observers behind one another. */
record Several(List<Observer> all) implements Observer {
    @Override
    public boolean wantsRecords() {
        return all.stream().anyMatch(Observer::wantsRecords);
    }

    @Override
    public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
        Bytes content) {
        for (var one : all) if (one.wantsRecords()) one.record(way, epoch, header, innerType, number, raw, content);
    }

    @Override
    public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
        for (var one : all) one.message(way, epoch, dialect, message, bytes);
    }

    @Override
    public void hidden(Way way, ClientHello hello, Bytes bytes) {
        for (var one : all) one.hidden(way, hello, bytes);
    }

    @Override
    public void changeCipherSpec(Way way, boolean counts) {
        for (var one : all) one.changeCipherSpec(way, counts);
    }

    @Override
    public void alert(Way way, Epoch epoch, Alert alert) {
        for (var one : all) one.alert(way, epoch, alert);
    }

    @Override
    public void applicationData(Way way, int bytes) {
        for (var one : all) one.applicationData(way, bytes);
    }

    @Override
    public void decision(Decision decision) {
        for (var one : all) one.decision(decision);
    }

    @Override
    public void verified(VerifiedChain chain) {
        for (var one : all) one.verified(chain);
    }

    @Override
    public void step(String from, String to) {
        for (var one : all) one.step(from, to);
    }

    @Override
    public void keys(Way way, Epoch epoch) {
        for (var one : all) one.keys(way, epoch);
    }

    @Override
    public boolean wantsSecrets() {
        return all.stream().anyMatch(Observer::wantsSecrets);
    }

    @Override
    public void secret(String label, Bytes clientRandom, Secret secret) {
        for (var one : all) if (one.wantsSecrets()) one.secret(label, clientRandom, secret);
    }

    @Override
    public void earlyData(EarlyFate fate) {
        for (var one : all) one.earlyData(fate);
    }

    @Override
    public void established(Facts facts) {
        for (var one : all) one.established(facts);
    }

    @Override
    public void authenticated(Facts facts) {
        for (var one : all) one.authenticated(facts);
    }

    @Override
    public void failure(HandshakeFailure failure) {
        for (var one : all) one.failure(failure);
    }

    @Override
    public void closed(Way way, boolean clean) {
        for (var one : all) one.closed(way, clean);
    }
}
