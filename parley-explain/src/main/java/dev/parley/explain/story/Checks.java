package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.explain.story.Check.Finding;
import dev.parley.explain.story.Check.Kind;
import dev.parley.explain.story.Check.Part;
import dev.parley.extension.SupportedVersions;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Finished;
import dev.parley.message.Random;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerKeyExchange;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does again what both sides checked, in the order of the messages. */
final class Checks {
    private final Story story;
    private final Optional<ProtocolVersion> version;
    private final Judge ofClient;
    private final Judge ofServer;

    private Checks(Story story) {
        this.story = story;
        this.version = story.version();
        this.ofClient = Judge.of(story, Side.CLIENT);
        this.ofServer = Judge.of(story, Side.SERVER);
    }

    static List<Check> of(Story story) {
        return new Checks(story).all();
    }

    private List<Check> all() {
        var all = new ArrayList<Check>(Binding.of(ofClient, story));
        sentinel().ifPresent(all::add);
        keyExchange().ifPresent(all::add);
        if (version.isEmpty()) return List.copyOf(all);
        // The server's proofs come first in TLS 1.3, and in TLS 1.2 wherever it is done first.
        var judges = isServerFirst() ? List.of(ofServer, ofClient) : List.of(ofClient, ofServer);
        for (var judge : judges) all.addAll(Proofs.of(judge, version.get()));
        return List.copyOf(all);
    }

    private boolean isServerFirst() {
        if (version.get().equals(ProtocolVersion.TLS_1_3)) return true;
        return story.said(Entry.Message.class).filter(it -> it.message() instanceof Finished).findFirst()
            .map(it -> it.sender() == Side.SERVER).orElse(false);
    }

    /** RFC 9846 section 4.2.3. */
    private Optional<Check> sentinel() {
        var server = ofServer.spoken.serverHello();
        var client = ofServer.spoken.clientHello();
        if (server.isEmpty() || client.isEmpty() || !isPublished(server.get().version())) return Optional.empty();
        var random = server.get().random();
        var last = random.from(random.length() - Random.DOWNGRADED_TO_12.length());
        return Optional.of(new Check(Kind.DOWNGRADE_SENTINEL, Side.SERVER,
            "server_random[24..31] = 44 4f 57 4e 47 52 44 01 (\"DOWNGRD\", 1) | 44 4f 57 4e 47 52 44 00 (\"DOWNGRD\", 0)",
            "RFC 9846 section 4.2.3", List.of(Part.told("server_random", random),
                new Part("server_random[24..31]", "\"" + printable(last) + "\"", last)),
            finding(client.get(), server.get(), last)));
    }

    /** In drafts and experiments servers wrote what they liked. */
    private static boolean isPublished(ProtocolVersion version) {
        return version.id() >= ProtocolVersion.SSL_3.id() && version.id() <= ProtocolVersion.TLS_1_3.id();
    }

    private static String printable(Bytes bytes) {
        return bytes.latin1().replaceAll("[^\\x20-\\x7e]", "·");
    }

    private static Finding finding(ClientHello client, ServerHello server, Bytes last) {
        if (server.version().equals(ProtocolVersion.TLS_1_3)) return Finding.NEWEST_CHOSEN;
        boolean to12 = last.equals(Random.DOWNGRADED_TO_12);
        boolean further = last.equals(Random.DOWNGRADED_FURTHER);
        if (!to12 && !further) return Finding.NO_SENTINEL;
        boolean offers13 = client.extensions().find(SupportedVersions.IT, SupportedVersions.Versions.class)
            .map(it -> it.versions().contains(ProtocolVersion.TLS_1_3)).orElse(false);
        boolean offers12 = client.legacyVersion().equals(ProtocolVersion.TLS_1_2)
            && !server.version().equals(ProtocolVersion.TLS_1_2);
        return offers13 || further && offers12 ? Finding.NEWER_OFFERED : Finding.NEWER_NOT_OFFERED;
    }

    /** The server's fresh value, signed with both randoms. RFC 5246 section 7.4.3. */
    private Optional<Check> keyExchange() {
        var spoken = ofServer.spoken;
        var exchange = spoken.find(ServerKeyExchange.Signed.class);
        var client = spoken.clientHello();
        var server = spoken.serverHello();
        if (exchange.isEmpty()) return Optional.empty();
        var it = exchange.get();
        var params = it instanceof ServerKeyExchange.Dhe ? "ServerDHParams" : "ServerECDHParams";
        if (client.isEmpty() || server.isEmpty())
            return Optional.of(new Check(Kind.SERVER_KEY_EXCHANGE, Side.SERVER, "", "RFC 5246 section 7.4.3",
                List.of(Part.told(params, it.params()), Part.told("signature", it.signature())), Finding.INCOMPLETE));
        var signed = ofServer.signed(Proofs.key12(ofServer), it.algorithm(), it.signature());
        signed.parts.add(Part.told("client_random", client.get().random()));
        signed.parts.add(Part.told("server_random", server.get().random()));
        signed.parts.add(Part.told(params, it.params()));
        return Optional.of(signed.check(Kind.SERVER_KEY_EXCHANGE, "client_random + server_random + " + params,
            "RFC 5246 section 7.4.3", List.of(client.get().random(), server.get().random(), it.params())));
    }
}
