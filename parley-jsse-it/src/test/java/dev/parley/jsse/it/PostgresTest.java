package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL's JDBC driver, with a server that takes connections over TLS only. The driver begins without TLS and lays it
 * over its socket; it makes its context itself, from the first provider.
 */
@Timeout(120)
class PostgresTest {
    @TempDir
    Path folder;

    private static Path empty;

    @BeforeAll
    static void install() throws Exception {
        empty = Postgres.empty();
        Lab.install();
    }

    @AfterAll
    static void remove() throws IOException {
        Lab.remove();
        if (empty != null) Folders.delete(empty);
    }

    private Connection connect(Identity own, Postgres server) throws Exception {
        var settings = new Properties();
        settings.setProperty("user", "Ada");
        settings.setProperty("sslmode", "verify-full");
        settings.setProperty("sslrootcert", Files
            .writeString(folder.resolve("authority.pem"), Lab.SERVER.certificate().pemAuthority()).toString());
        if (own.certificate() != null) {
            settings.setProperty("sslkey", keyStore(own).toString());
            settings.setProperty("sslpassword", new String(Identity.PASSWORD));
        }
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + server.port() + "/postgres", settings);
    }

    /** The driver looks for a key of this name. */
    private Path keyStore(Identity own) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("user", own.certificate().key(), Identity.PASSWORD,
            own.certificate().chain().toArray(Certificate[]::new));
        var file = folder.resolve("own.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, Identity.PASSWORD);
        }
        return file;
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery(question)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }

    @Test
    void verifiesTheServerAndKeepsTheConnection() throws Exception {
        assertThat(SSLContext.getInstance("TLS").getProvider()).isEqualTo(Lab.PROVIDER);
        try (var server = Postgres.start(empty, Lab.SERVER, false); var connection = connect(Lab.NOBODY, server)) {
            assertThat(ask(connection, "select version from pg_stat_ssl where pid = pg_backend_pid()"))
                .isEqualTo("TLSv1.3");
            var process = ask(connection, "select pg_backend_pid()");
            for (int i = 0; i < 20; i++) assertThat(ask(connection, "select pg_backend_pid()")).isEqualTo(process);
        }
    }

    /**
     * SCRAM-SHA-256-PLUS: the proof of the password is bound to this very connection by the server's certificate, so nobody
     * in between can pass it on. RFC 5929 section 4; the driver finds the certificate in the session.
     */
    @Test
    void bindsThePasswordToTheConnection() throws Exception {
        try (var server = Postgres.start(empty, Lab.SERVER, false)) {
            try (var connection = connect(Lab.NOBODY, server); var statement = connection.createStatement()) {
                statement.execute("create role bob login password 'builder'");
            }
            try (var connection = asBob(server, "builder", "require")) {
                assertThat(ask(connection, "select current_user")).isEqualTo("bob");
                assertThat(ask(connection, "select ssl::text from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo("true");
            }
            assertThatThrownBy(() -> asBob(server, "wrong", "require").close()).isInstanceOf(SQLException.class)
                .hasMessageContaining("authentication failed");
        }
    }

    private Connection asBob(Postgres server, String password, String binding) throws Exception {
        var settings = new Properties();
        settings.setProperty("user", "bob");
        settings.setProperty("password", password);
        settings.setProperty("channelBinding", binding);
        settings.setProperty("sslmode", "verify-full");
        settings.setProperty("sslrootcert", Files
            .writeString(folder.resolve("authority.pem"), Lab.SERVER.certificate().pemAuthority()).toString());
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + server.port() + "/postgres", settings);
    }

    @Test
    void sendsAndReceivesMuchAtOnce() throws Exception {
        try (var server = Postgres.start(empty, Lab.SERVER, false); var up = connect(Lab.NOBODY, server);
            var down = connect(Lab.NOBODY, server)) {
            ClientContract.atOnce(() -> digestByServer(up), () -> sentBack(down));
        }
    }

    private static byte[] digestByServer(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select encode(sha256(?), 'hex')")) {
            statement.setBytes(1, Payload.BYTES);
            var answer = statement.executeQuery();
            answer.next();
            return answer.getBytes(1);
        }
    }

    private static byte[] sentBack(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select ?::bytea")) {
            statement.setBytes(1, Payload.BYTES);
            var answer = statement.executeQuery();
            answer.next();
            return answer.getBytes(1);
        }
    }

    @Test
    void refusesAStrangeServerAndAnotherHost() throws Exception {
        for (var shown : List.of(Lab.STRANGE_SERVER, Lab.OTHER_HOST))
            try (var server = Postgres.start(empty, shown, false)) {
                assertThatThrownBy(() -> connect(Lab.NOBODY, server).close()).isInstanceOf(SQLException.class);
            }
        try (var server = Postgres.start(empty, Lab.STRANGE_SERVER, false)) {
            assertThatThrownBy(() -> connect(Lab.NOBODY, server).close()).satisfies(
                it -> assertThat(ClientContract.causes(it)).hasAtLeastOneElementOfType(SSLException.class));
        }
    }

    @Test
    void provesItselfToAServerThatAsks() throws Exception {
        try (var server = Postgres.start(empty, Lab.SERVER, true)) {
            try (var connection = connect(Lab.CLIENT, server)) {
                assertThat(ask(connection, "select client_dn from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo("/CN=Ada");
            }
            for (var own : List.of(Lab.NOBODY, Lab.STRANGE_CLIENT))
                assertThatThrownBy(() -> connect(own, server).close()).isInstanceOf(SQLException.class);
        }
    }
}
