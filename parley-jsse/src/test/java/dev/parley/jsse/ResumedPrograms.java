package dev.parley.jsse;

import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Programs whose connections continue a session, for {@link DifferentialTest}. */
final class ResumedPrograms {
    static final Map<String, DifferentialTest.Program> ALL = new LinkedHashMap<>();

    private ResumedPrograms() {}

    static {
        ALL.put("engine resumed", ResumedPrograms::resumed);
        ALL.put("session contexts", ResumedPrograms::contexts);
    }

    private static EnginePair connect(SSLContext clients, SSLContext servers, String version) throws SSLException {
        var pair = new EnginePair(clients.createSSLEngine("server.example", 443), servers.createSSLEngine());
        pair.client.setEnabledProtocols(new String[]{version});
        pair.server.setNeedClientAuth(true);
        pair.shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "the tickets come before this");
        return pair;
    }

    private static void resumed(Provider provider, String version, Diary diary) throws Exception {
        var clients = Lab.context(provider, Lab.CLIENT);
        var servers = Lab.context(provider, Lab.SERVER);
        var first = connect(clients, servers, version);
        first.client.getSession().putValue("a", 1);
        var again = connect(clients, servers, version);
        for (var engine : List.of(again.client, again.server)) {
            var who = engine.getUseClientMode() ? "client" : "server";
            var session = (ExtendedSSLSession) engine.getSession();
            diary.note(who + " peer", session::getPeerPrincipal);
            diary.note(who + " own", session::getLocalPrincipal);
            diary.note(who + " peer chain", () -> session.getPeerCertificates().length);
            diary.note(who + " own chain", () -> session.getLocalCertificates().length);
            diary.note(who + " names", session::getRequestedServerNames);
            diary.note(who + " host", session::getPeerHost);
            diary.note(who + " valid", session::isValid);
            diary.note(who + " has an id", () -> session.getId().length > 0);
            diary.note(who + " context", () -> session.getSessionContext() != null);
            diary.note(who + " packet", session::getPacketBufferSize);
        }
        diary.note("values of the first connection", () -> again.client.getSession().getValue("a"));
        diary.note("told", () -> again.told.stream().sorted().toList());
        again.client.getSession().invalidate();
        diary.note("valid once invalidated", () -> again.client.getSession().isValid());
    }

    private static void contexts(Provider provider, String version, Diary diary) throws Exception {
        var clients = Lab.context(provider, Lab.CLIENT);
        var servers = Lab.context(provider, Lab.SERVER);
        var context = clients.getClientSessionContext();
        diary.note("size", context::getSessionCacheSize);
        diary.note("timeout", context::getSessionTimeout);
        diary.note("server size", () -> servers.getServerSessionContext().getSessionCacheSize());
        diary.note("server timeout", () -> servers.getServerSessionContext().getSessionTimeout());
        diary.does("negative size", () -> context.setSessionCacheSize(-1));
        diary.does("negative timeout", () -> context.setSessionTimeout(-1));
        diary.does("no id", () -> context.getSession(null));
        diary.note("unknown id", () -> context.getSession(new byte[32]));
        var pair = connect(clients, servers, version);
        diary.note("ids of a client", () -> context.getIds().hasMoreElements());
        diary.note("ids of a server", () -> servers.getServerSessionContext().getIds().hasMoreElements());
        diary.note("same context", () -> pair.client.getSession().getSessionContext().equals(context));
        var without = new EnginePair(Lab.context(provider, null).createSSLEngine("server.example", 443),
            servers.createSSLEngine());
        without.client.setEnabledProtocols(new String[]{version});
        without.client.setEnableSessionCreation(false);
        diary.does("client without a session that wants no new one", without::shakeHands);
        var refusing = new EnginePair(Lab.context(provider, null).createSSLEngine("server.example", 443),
            servers.createSSLEngine());
        refusing.client.setEnabledProtocols(new String[]{version});
        refusing.server.setEnableSessionCreation(false);
        diary.does("server that wants no new session", refusing::shakeHands);
    }
}
