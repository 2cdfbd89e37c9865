package dev.parley.interop;

import dev.parley.config.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
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

    /** The section of the clients that come back. */
    static final String RETURNS = "Clients that come back";

    private final List<Peer> peers;
    private final Pattern wanted;
    /** More than there are processors, as cells wait for programs to start. */
    private final ExecutorService threads =
        Executors.newFixedThreadPool(2 * Runtime.getRuntime().availableProcessors() + 2);
    private final Map<String, CompletableFuture<Verdict>> verdicts = new LinkedHashMap<>();

    /** Begins at once. @param only a regular expression; cells whose names have nothing like it are left out */
    Matrix(List<Peer> peers, Papers papers, String only) {
        this.peers = peers;
        this.wanted = Pattern.compile(only);
        for (var column : columns()) {
            for (var section : Setups.all()) for (var setup : section.rows())
                run(name(column, section.title(), setup.title()),
                    new Cell(column.peer, column.role, setup, papers)::run);
            for (var kind : Return.values())
                run(name(column, RETURNS, kind.title()),
                    new ReturnCell(column.peer, column.role, kind, papers)::run);
        }
    }

    private void run(String name, Supplier<Verdict> cell) {
        if (wanted.matcher(name).find()) verdicts.put(name, CompletableFuture.supplyAsync(cell, threads));
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

    static String name(Column column, String section, String row) {
        return column.title() + " | " + section + " | " + row;
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
