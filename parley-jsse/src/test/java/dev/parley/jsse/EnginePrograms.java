package dev.parley.jsse;

import dev.parley.lab.LabCertificate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLParameters;

/** Programs with engines, for {@link DifferentialTest}. */
final class EnginePrograms {
    static final Map<String, DifferentialTest.Program> ALL = new LinkedHashMap<>();

    private EnginePrograms() {}

    static {
        ALL.put("engine before anything", EnginePrograms::before);
        ALL.put("engine handshake", EnginePrograms::handshake);
        ALL.put("engine closes, client first", (provider, version, diary) -> closes(provider, version, diary, true));
        ALL.put("engine closes, server first", (provider, version, diary) -> closes(provider, version, diary, false));
        ALL.put("engine closed inbound too early", EnginePrograms::truncated);
        ALL.put("engine closed before the handshake", EnginePrograms::closedBefore);
        ALL.put("engine with little room and few bytes", EnginePrograms::buffers);
        ALL.put("engine given nonsense", EnginePrograms::nonsense);
        ALL.put("engine parameters", EnginePrograms::parameters);
        ALL.put("engine refuses, strange authority", (provider, version, diary) -> refused(provider, version, diary,
            Lab.STRANGER, "server.example", parameters -> {}, parameters -> {}));
        ALL.put("engine refuses, other host", (provider, version, diary) -> refused(provider, version, diary,
            Lab.SERVER, "other.example", it -> it.setEndpointIdentificationAlgorithm("HTTPS"), parameters -> {}));
        ALL.put("engine refuses, other host over LDAPS", (provider, version, diary) -> refused(provider, version, diary,
            Lab.SERVER, "other.example", it -> it.setEndpointIdentificationAlgorithm("LDAPS"), parameters -> {}));
        ALL.put("engine refuses, no suite in common", (provider, version, diary) -> refused(provider, version, diary,
            Lab.SERVER, "server.example", it -> it.setCipherSuites(suite(version, "128", "SHA256")),
            it -> it.setCipherSuites(suite(version, "256", "SHA384"))));
        ALL.put("engine refuses, no protocol in common", (provider, version, diary) -> refused(provider, version, diary,
            Lab.SERVER, "server.example", it -> it.setApplicationProtocols(new String[]{"a"}),
            it -> it.setApplicationProtocols(new String[]{"b"})));
        ALL.put("engine refuses, no group in common", (provider, version, diary) -> refused(provider, version, diary,
            Lab.SERVER, "server.example", it -> it.setNamedGroups(new String[]{"secp256r1"}),
            it -> it.setNamedGroups(new String[]{"secp384r1"})));
        ALL.put("engine refuses, other version", (provider, version, diary) -> refused(provider, version, diary,
            Lab.SERVER, "server.example", it -> {}, it -> it.setProtocols(
                new String[]{version.equals("TLSv1.3") ? "TLSv1.2" : "TLSv1.3"})));
        ALL.put("engine refuses, name that no matcher takes", (provider, version, diary) -> refused(provider, version,
            diary, Lab.SERVER, "server.example", it -> {},
            it -> it.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("nobody\\.example")))));
        ALL.put("engine refuses, client without certificate", (provider, version, diary) -> refused(provider, version,
            diary, Lab.SERVER, "server.example", it -> {}, it -> it.setNeedClientAuth(true)));
    }

    private static String[] suite(String version, String bits, String hash) {
        return new String[]{version.equals("TLSv1.3") ? "TLS_AES_" + bits + "_GCM_" + hash
            : "TLS_ECDHE_ECDSA_WITH_AES_" + bits + "_GCM_" + hash};
    }

    private static EnginePair pair(Provider provider, String version) {
        var pair = new EnginePair(Lab.context(provider, Lab.CLIENT).createSSLEngine("server.example", 443),
            Lab.context(provider, Lab.SERVER).createSSLEngine());
        pair.client.setEnabledProtocols(new String[]{version});
        return pair;
    }

    private static void state(Diary diary, String who, SSLEngine engine) {
        diary.note(who + " status", engine::getHandshakeStatus);
        diary.note(who + " inbound done", engine::isInboundDone);
        diary.note(who + " outbound done", engine::isOutboundDone);
        diary.note(who + " protocol", () -> engine.getSession().getProtocol());
        diary.note(who + " application protocol", engine::getApplicationProtocol);
        diary.note(who + " valid", () -> engine.getSession().isValid());
        diary.note(who + " handshake session", () -> engine.getHandshakeSession() == null);
    }

    private static void before(Provider provider, String version, Diary diary) {
        var engine = Lab.context(provider, null).createSSLEngine("a.example", 5);
        diary.note("host", engine::getPeerHost);
        diary.note("port", engine::getPeerPort);
        diary.note("client mode", engine::getUseClientMode);
        diary.does("begins without a mode", engine::beginHandshake);
        state(diary, "fresh", engine);
        diary.note("suite", () -> engine.getSession().getCipherSuite());
        diary.note("id", () -> engine.getSession().getId().length);
        diary.note("peer certificates", () -> engine.getSession().getPeerCertificates());
        diary.note("local certificates", () -> engine.getSession().getLocalCertificates());
        diary.note("packet", () -> engine.getSession().getPacketBufferSize());
        diary.note("application", () -> engine.getSession().getApplicationBufferSize());
        diary.note("session host", () -> engine.getSession().getPeerHost());
        diary.note("supported protocols", () -> Arrays.toString(engine.getSupportedProtocols()));
        diary.note("enabled protocols", () -> Arrays.toString(engine.getEnabledProtocols()));
        diary.note("enabled suites begin with", () -> engine.getEnabledCipherSuites()[0]);
        diary.note("creates sessions", engine::getEnableSessionCreation);
        diary.note("task", engine::getDelegatedTask);
        engine.setUseClientMode(true);
        diary.does("begins", engine::beginHandshake);
        state(diary, "begun", engine);
        diary.does("another mode", () -> engine.setUseClientMode(false));
        diary.does("the same mode", () -> engine.setUseClientMode(true));
        diary.note("unwrap first", () -> engine.unwrap(ByteBuffer.allocate(9), ByteBuffer.allocate(20_000)));
        var server = Lab.context(provider, Lab.SERVER).createSSLEngine();
        server.setUseClientMode(false);
        diary.does("server begins", server::beginHandshake);
        state(diary, "server", server);
        diary.note("wrap first", () -> brief(server.wrap(ByteBuffer.allocate(9), ByteBuffer.allocate(20_000))));
        diary.note("unwrap nothing", () -> brief(server.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000))));
        diary.note("unwrap half a header", () -> brief(server.unwrap(ByteBuffer.wrap(new byte[]{22, 3, 1}),
            ByteBuffer.allocate(20_000))));
    }

    private static String brief(SSLEngineResult result) {
        return result.getStatus() + " " + result.getHandshakeStatus();
    }

    private static void handshake(Provider provider, String version, Diary diary) throws Exception {
        var pair = pair(provider, version);
        pair.client.setEnabledCipherSuites(suite(version, "128", "SHA256"));
        pair.server.setNeedClientAuth(true);
        pair.shakeHands();
        diary.note("told", () -> pair.told.stream().sorted().toList());
        for (var engine : List.of(pair.client, pair.server)) {
            var who = engine.equals(pair.client) ? "client" : "server";
            state(diary, who, engine);
            var session = (ExtendedSSLSession) engine.getSession();
            diary.note(who + " suite", session::getCipherSuite);
            diary.note(who + " host", session::getPeerHost);
            diary.note(who + " port", session::getPeerPort);
            diary.note(who + " packet", session::getPacketBufferSize);
            diary.note("application buffer of the " + who, session::getApplicationBufferSize);
            diary.note(who + " peer", session::getPeerPrincipal);
            diary.note(who + " own", session::getLocalPrincipal);
            diary.note(who + " peer chain", () -> session.getPeerCertificates().length);
            diary.note(who + " own chain", () -> session.getLocalCertificates().length);
            diary.note(who + " has an id", () -> session.getId().length > 0);
            diary.note(who + " names", session::getRequestedServerNames);
            diary.note(who + " statuses", session::getStatusResponses);
            diary.note(who + " context", () -> session.getSessionContext() != null);
            diary.does(who + " put", () -> session.putValue("a", 1));
            diary.note(who + " get", () -> session.getValue("a"));
            diary.note(who + " names of values", () -> Arrays.toString(session.getValueNames()));
            diary.does(who + " put nothing", () -> session.putValue("a", null));
            diary.does(who + " remove", () -> session.removeValue("a"));
            diary.note(who + " get again", () -> session.getValue("a"));
            diary.note(who + " knows P-256", () -> List.of(session.getPeerSupportedSignatureAlgorithms())
                .contains("SHA256withECDSA"));
        }
        diary.note("text", () -> EnginePair.carry(pair.client, pair.toServer, pair.server, "text"));
        diary.note("back", () -> EnginePair.carry(pair.server, pair.toClient, pair.client, "back"));
        diary.note("wrap of nothing",
            () -> brief(pair.client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000))));
        diary.note("unwrap of nothing", () -> brief(pair.client.unwrap(ByteBuffer.allocate(0),
            ByteBuffer.allocate(20_000))));
        diary.note("same keying material", () -> Arrays.equals(
            ((ExtendedSSLSession) pair.client.getSession()).exportKeyingMaterialData("EXPORTER-a", new byte[]{1}, 20),
            ((ExtendedSSLSession) pair.server.getSession()).exportKeyingMaterialData("EXPORTER-a", new byte[]{1}, 20)));
    }

    private static void closes(Provider provider, String version, Diary diary, boolean clientFirst) throws Exception {
        var pair = pair(provider, version).shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "tickets come before this");
        var first = clientFirst ? pair.client : pair.server;
        var second = clientFirst ? pair.server : pair.client;
        var there = clientFirst ? pair.toServer : pair.toClient;
        var back = clientFirst ? pair.toClient : pair.toServer;
        first.closeOutbound();
        state(diary, "first", first);
        diary.note("goodbye", () -> brief(first.wrap(ByteBuffer.allocate(0), there)));
        state(diary, "first having said it", first);
        diary.note("data after it", () -> brief(first.wrap(ByteBuffer.allocate(5), there)));
        there.flip();
        diary.note("heard", () -> brief(second.unwrap(there, ByteBuffer.allocate(20_000))));
        state(diary, "second having heard", second);
        if (version.equals("TLSv1.3")) {
            diary.note("half-closed data", () -> brief(second.wrap(ByteBuffer.allocate(5), back)));
            back.flip();
            diary.note("half-closed data heard", () -> brief(first.unwrap(back, ByteBuffer.allocate(20_000))));
            back.compact();
        }
        second.closeOutbound();
        state(diary, "second closing", second);
        diary.note("goodbye too", () -> brief(second.wrap(ByteBuffer.allocate(0), back)));
        state(diary, "second closed", second);
        back.flip();
        diary.note("heard too", () -> brief(first.unwrap(back, ByteBuffer.allocate(20_000))));
        state(diary, "first closed", first);
        diary.does("close inbound", first::closeInbound);
        diary.note("more", () -> brief(first.unwrap(ByteBuffer.allocate(9), ByteBuffer.allocate(20_000))));
        diary.note("still more", () -> brief(first.wrap(ByteBuffer.allocate(9), ByteBuffer.allocate(20_000))));
        diary.does("begins again", first::beginHandshake);
    }

    private static void truncated(Provider provider, String version, Diary diary) throws Exception {
        var pair = pair(provider, version).shakeHands();
        diary.does("closes inbound", pair.client::closeInbound);
        diary.does("closes inbound again", pair.client::closeInbound);
        diary.note("inbound done", pair.client::isInboundDone);
        diary.note("unwrap", () -> brief(pair.client.unwrap(ByteBuffer.allocate(9), ByteBuffer.allocate(20_000))));
    }

    private static void closedBefore(Provider provider, String version, Diary diary) {
        var engine = Lab.context(provider, null).createSSLEngine();
        engine.setUseClientMode(true);
        diary.does("closes inbound", engine::closeInbound);
        engine.closeOutbound();
        state(diary, "closed", engine);
        diary.note("wrap", () -> brief(engine.wrap(ByteBuffer.allocate(9), ByteBuffer.allocate(20_000))));
        diary.note("unwrap", () -> brief(engine.unwrap(ByteBuffer.allocate(9), ByteBuffer.allocate(20_000))));
    }

    private static void buffers(Provider provider, String version, Diary diary) throws Exception {
        var pair = pair(provider, version).shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "tickets come before this");
        diary.note("no room", () -> pair.client.wrap(ByteBuffer.allocate(100), ByteBuffer.allocate(0)));
        diary.note("little room", () -> pair.client.wrap(ByteBuffer.allocate(100), ByteBuffer.allocate(100)));
        pair.client.wrap(ByteBuffer.allocate(100), pair.toServer);
        pair.toServer.flip();
        int length = pair.toServer.remaining();
        for (int i = 1; i < length; i++) {
            var part = pair.toServer.slice(0, length - i);
            var result = pair.server.unwrap(part, ByteBuffer.allocate(20_000));
            if (result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW || part.position() > 0)
                diary.lines.add("with " + i + " bytes less: " + result);
        }
        for (int room : new int[]{0, 1, 50, 99})
            diary.note("with room for " + room, () -> brief(pair.server.unwrap(pair.toServer,
                ByteBuffer.allocate(room))));
        diary.note("scattered", () -> brief(pair.server.unwrap(pair.toServer,
            new ByteBuffer[]{ByteBuffer.allocate(1), ByteBuffer.allocate(0), ByteBuffer.allocate(60),
                ByteBuffer.allocate(60)})));
        diary.note("nothing is left", pair.toServer::remaining);
        diary.note("packet that is too small for the JDK",
            () -> pair.client.wrap(ByteBuffer.allocate(100), ByteBuffer.allocate(1000)).getStatus());
        diary.does("read-only target", () -> pair.client.wrap(ByteBuffer.allocate(1),
            ByteBuffer.allocate(20_000).asReadOnlyBuffer()));
        diary.does("read-only target too", () -> pair.client.unwrap(ByteBuffer.allocate(1),
            ByteBuffer.allocate(20_000).asReadOnlyBuffer()));
        diary.does("no target", () -> pair.client.unwrap(ByteBuffer.allocate(1), (ByteBuffer) null));
        diary.does("no source", () -> pair.client.unwrap(null, ByteBuffer.allocate(1)));
        diary.does("no sources", () -> pair.client.wrap((ByteBuffer[]) null, ByteBuffer.allocate(1)));
        diary.does("outside", () -> pair.client.wrap(new ByteBuffer[1], 1, 1, ByteBuffer.allocate(1)));
    }

    private static void nonsense(Provider provider, String version, Diary diary) throws Exception {
        var http = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        var server = Lab.context(provider, Lab.SERVER).createSSLEngine();
        server.setUseClientMode(false);
        diary.note("plain HTTP", () -> server.unwrap(ByteBuffer.wrap(http), ByteBuffer.allocate(20_000)));
        var pair = pair(provider, version).shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "tickets come before this");
        pair.client.wrap(ByteBuffer.allocate(100), pair.toServer);
        pair.toServer.flip();
        pair.toServer.put(20, (byte) (pair.toServer.get(20) ^ 1));
        diary.note("altered", () -> pair.server.unwrap(pair.toServer, ByteBuffer.allocate(20_000)));
        diary.note("and then", pair.server::getHandshakeStatus);
        diary.note("its alert", () -> brief(pair.server.wrap(ByteBuffer.allocate(0), pair.toClient)));
        state(diary, "server", pair.server);
        pair.toClient.flip();
        diary.note("the alert heard", () -> pair.client.unwrap(pair.toClient, ByteBuffer.allocate(20_000)));
        state(diary, "client", pair.client);
        diary.note("client goes on",
            () -> brief(pair.client.wrap(ByteBuffer.allocate(5), ByteBuffer.allocate(20_000))));
    }

    interface Change {
        void to(SSLParameters parameters);
    }

    private static void change(SSLEngine engine, Change change) {
        var parameters = engine.getSSLParameters();
        change.to(parameters);
        engine.setSSLParameters(parameters);
    }

    /** Both sides go on until each has failed or has nothing to do; then each has its exception. */
    private static void refused(Provider provider, String version, Diary diary, LabCertificate own, String host,
        Change client, Change server) {
        var pair = new EnginePair(Lab.context(provider, null).createSSLEngine(host, 443),
            Lab.context(provider, own).createSSLEngine());
        pair.client.setEnabledProtocols(new String[]{version});
        change(pair.client, client);
        change(pair.server, server);
        var failures = new LinkedHashMap<String, Exception>();
        diary.does("client begins", pair.client::beginHandshake);
        diary.does("server begins", pair.server::beginHandshake);
        pair.shakeHands(failures);
        for (var who : List.of("client", "server")) {
            diary.note(who, () -> {
                if (failures.containsKey(who)) throw failures.get(who);
                return "no exception";
            });
            diary.note(who + " because of a certificate", () -> failures.containsKey(who)
                && failures.get(who).getCause() instanceof java.security.cert.CertificateException);
        }
        diary.note("client inbound done", pair.client::isInboundDone);
        diary.note("server inbound done", pair.server::isInboundDone);
    }

    private static void parameters(Provider provider, String version, Diary diary) {
        var engine = Lab.context(provider, null).createSSLEngine("a.example", 5);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[]{version});
        var fresh = engine.getSSLParameters();
        diary.note("protocols", () -> Arrays.toString(fresh.getProtocols()));
        diary.note("own order", fresh::getUseCipherSuitesOrder);
        diary.note("retransmissions", fresh::getEnableRetransmissions);
        diary.note("packet size", fresh::getMaximumPacketSize);
        diary.note("application protocols", () -> Arrays.toString(fresh.getApplicationProtocols()));
        diary.note("identification", fresh::getEndpointIdentificationAlgorithm);
        diary.note("matchers", fresh::getSNIMatchers);
        diary.note("need", fresh::getNeedClientAuth);
        diary.note("schemes", () -> Arrays.toString(fresh.getSignatureSchemes()));
        fresh.setEndpointIdentificationAlgorithm("HTTPS");
        fresh.setServerNames(List.of(new SNIHostName("b.example")));
        fresh.setWantClientAuth(true);
        fresh.setMaximumPacketSize(5000);
        fresh.setNamedGroups(new String[]{"x25519"});
        fresh.setSignatureSchemes(new String[]{"ed25519"});
        engine.setSSLParameters(fresh);
        var then = engine.getSSLParameters();
        diary.note("identification then", then::getEndpointIdentificationAlgorithm);
        diary.note("names then", then::getServerNames);
        diary.note("want then", then::getWantClientAuth);
        diary.note("packet size then", then::getMaximumPacketSize);
        diary.note("groups then", () -> Arrays.toString(then.getNamedGroups()));
        diary.note("schemes then", () -> Arrays.toString(then.getSignatureSchemes()));
        diary.does("no suites", () -> engine.setEnabledCipherSuites(null));
        diary.does("unknown suite", () -> engine.setEnabledCipherSuites(new String[]{"TLS_NONE_SUCH"}));
        diary.does("unknown protocol", () -> engine.setEnabledProtocols(new String[]{"TLSv9"}));
        diary.does("old protocols", () -> engine.setEnabledProtocols(new String[]{"TLSv1", "TLSv1.1", "TLSv1.2"}));
        diary.note("old protocols then", () -> Arrays.toString(engine.getEnabledProtocols()));
        diary.does("pseudo suite", () -> engine.setEnabledCipherSuites(
            new String[]{"TLS_AES_128_GCM_SHA256", "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"}));
        engine.setNeedClientAuth(true);
        diary.note("want after need", engine::getWantClientAuth);
        engine.setWantClientAuth(true);
        diary.note("need after want", engine::getNeedClientAuth);
    }
}
