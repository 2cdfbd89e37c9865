package dev.parley.cli;

import dev.parley.credential.CredentialFailure;
import dev.parley.transparency.Log;
import dev.parley.transparency.LogList;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list of logs that browsers publish: JSON, version 3 of its format. */
final class LogListFile {
    private LogListFile() {}

    /** @throws CredentialFailure if it cannot be read, or has no log whose timestamps count */
    static LogList read(Path file) {
        try {
            var list = list(JsonMapper.shared().readTree(Files.readString(file)));
            if (list.isEmpty()) throw new CredentialFailure(file + " has no log whose timestamps count");
            return new LogList(list);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (e instanceof CredentialFailure known) throw known;
            throw new CredentialFailure(file + " is no list of logs in JSON, version 3: " + e.getMessage(), e);
        }
    }

    private static List<Log> list(JsonNode root) throws GeneralSecurityException {
        var all = new ArrayList<Log>();
        for (var operator : root.required("operators"))
            for (var log : Stream.of("logs", "tiled_logs").flatMap(it -> operator.path(it).valueStream()).toList())
                if (counts(log)) all.add(log(log, operator.required("name").asString()));
        return all;
    }

    /** Logs that are not there yet, or were thrown out, do not count. Without a state, one does. */
    private static boolean counts(JsonNode log) {
        var state = log.path("state");
        return !state.has("pending") && !state.has("rejected");
    }

    private static Log log(JsonNode log, String operator) throws GeneralSecurityException {
        var span = log.path("temporal_interval");
        return new Log(bytes(log.required("log_id")), key(bytes(log.required("key"))),
            log.path("description").asString("?"), operator,
            span.isMissingNode() ? Optional.empty()
                : Optional
                    .of(new Log.Span(time(span.required("start_inclusive")), time(span.required("end_exclusive")))),
            Optional.of(log.path("state").path("retired").path("timestamp")).filter(it -> !it.isMissingNode())
                .map(LogListFile::time));
    }

    private static Bytes bytes(JsonNode base64) {
        return Bytes.own(Base64.getDecoder().decode(base64.asString()));
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asString());
    }

    /** The lists say nothing of a key's kind but what stands in the key. */
    private static PublicKey key(Bytes info) throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(info.toArray());
        try {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException _) {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        }
    }
}
