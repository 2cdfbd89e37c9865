package dev.parley.interop;

import dev.parley.config.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All cells, of which a few run at a time. */
final class Matrix implements AutoCloseable {
    /** @param role the peer's */
    record Column(Peer peer, Side role) {
        String title() {
            return peer.name() + " as " + (role == Side.SERVER ? "server" : "client");
        }
    }

    private final List<Peer> peers;
    private final ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors() + 1);
    private final Map<String, CompletableFuture<Verdict>> verdicts = new LinkedHashMap<>();

    /** Begins at once. @param only a regular expression; cells whose names have nothing like it are left out */
    Matrix(List<Peer> peers, Papers papers, String only) {
        this.peers = peers;
        var wanted = Pattern.compile(only);
        for (var column : columns()) for (var section : Setups.all()) for (var setup : section.rows()) {
            var name = name(column, section, setup);
            var cell = new Cell(column.peer, column.role, setup, papers);
            if (wanted.matcher(name).find())
                verdicts.put(name, CompletableFuture.supplyAsync(cell::run, threads));
        }
    }

    List<Peer> peers() {
        return peers.stream().filter(it -> it.missing().isEmpty()).toList();
    }

    /** The programs that are not there. */
    Stream<String> missing() {
        return peers.stream().flatMap(it -> it.missing().stream());
    }

    List<Column> columns() {
        return peers().stream().flatMap(peer -> Stream.of(new Column(peer, Side.SERVER), new Column(peer, Side.CLIENT)))
            .toList();
    }

    static String name(Column column, Setups.Section section, Setup setup) {
        return column.title() + " | " + section.title() + " | " + setup.title();
    }

    Stream<String> names(Column column) {
        return verdicts.keySet().stream().filter(it -> it.startsWith(column.title() + " |"));
    }

    boolean has(String name) {
        return verdicts.containsKey(name);
    }

    /** Waits for it, if need be. */
    Verdict verdict(String name) {
        return verdicts.get(name).join();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
