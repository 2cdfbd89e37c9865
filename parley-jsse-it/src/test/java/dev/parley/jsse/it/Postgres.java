package dev.parley.jsse.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of the test's own, on loopback, that takes connections over TLS only. */
record Postgres(Program program, int port) implements AutoCloseable {
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    /** A folder with an empty database, to be copied: making one takes longer than all else here. */
    static Path empty() throws Exception {
        var folder = Files.createTempDirectory("parley-postgres");
        if (IS_ROOT) run(folder, List.of("chown", "postgres", folder.toString()));
        run(folder, asUser(List.of(program("initdb"), "-D", folder.resolve("data").toString(), "-U", "Ada",
            "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")));
        return folder;
    }

    private static String program(String name) throws IOException {
        return Program.find(name, folders()).toString();
    }

    /** @param needsClient is a user believed by certificate only? */
    static Postgres start(Path empty, Identity shown, boolean needsClient) throws Exception {
        var folder = Files.createTempDirectory("parley-postgres");
        var data = folder.resolve("data");
        run(folder, List.of("cp", "-r", empty.resolve("data").toString(), data.toString()));
        secret(data.resolve("server.crt"), shown.certificate().pemChain());
        secret(data.resolve("server.key"), shown.certificate().pemKey());
        secret(data.resolve("root.crt"), Lab.SERVER.certificate().pemAuthority());
        // Who has a password must prove that; the others are believed.
        secret(data.resolve("pg_hba.conf"), needsClient ? "hostssl all all 127.0.0.1/32 cert\n"
            : "hostssl all bob 127.0.0.1/32 scram-sha-256\nhostssl all all 127.0.0.1/32 trust\n");
        if (IS_ROOT) run(folder, List.of("chown", "-R", "postgres", folder.toString()));
        int port = Program.freePort();
        var server = new Program(folder, asUser(List.of(program("postgres"), "-D",
            data.toString(), "-p", "" + port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "ssl=on", "-c", "ssl_ca_file=root.crt", "-c", "fsync=off", "-c", "shared_buffers=8MB")));
        return new Postgres(server.start("database system is ready to accept connections"), port);
    }

    /** Debian keeps each version's programs in a folder of its own. */
    private static List<Path> folders() throws IOException {
        var debian = Path.of("/usr/lib/postgresql");
        var path = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of);
        if (!Files.isDirectory(debian)) return path.toList();
        try (var versions = Files.list(debian)) {
            return Stream.concat(versions.map(it -> it.resolve("bin")).sorted().toList().reversed().stream(), path)
                .toList();
        }
    }

    /** It refuses to be root. */
    private static List<String> asUser(List<String> command) {
        if (!IS_ROOT) return command;
        var all = new ArrayList<>(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
        all.addAll(command);
        return all;
    }

    private static void run(Path folder, List<String> command) throws Exception {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(command + ": " + said);
    }

    private static void secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
