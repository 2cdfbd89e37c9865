package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Tls;
import dev.parley.config.ClientAuth;
import dev.parley.credential.Credential;
import dev.parley.credential.Staples;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabLog;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenSSL checks the timestamps that we show, and those in certificates that we read in the same way: its own reading of
 * RFC 6962 agrees with ours.
 */
class TransparencyInteropTest extends Acquaintance {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    /** OpenSSL judges by the whole second in which a session began, so one of the same second would be of the future. */
    private static final LabLog LOG = LabLog.create().at(Instant.now().minusSeconds(60));

    private static Path logs() {
        return papers().write("logs.cnf", "enabled_logs = ours\n[ours]\ndescription = Our Log\nkey = %s\n"
            .formatted(Base64.getEncoder().encodeToString(LOG.key().getEncoded())));
    }

    private static void shows(Credential own, String version) throws Exception {
        need("openssl");
        var server = Tls.server(it -> it.credentials(own).clientAuth(ClientAuth.NONE)
            .versions(version.equals("1.3") ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2));
        var authority = papers().write("ct-authority.pem", pem());
        visits(server, port -> List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-servername", Talk.HOST,
            "-CAfile", authority.toString(), "-verify_return_error", "-status", "-ct", "-ctlogfile", logs().toString()),
            (link, program) -> {
                hear(link, program);
                assertThat(program.hear(Pattern.compile("SCT validation status:\\s*(\\w+)")).orElseThrow().group(1))
                    .as(program.toString()).isEqualTo("valid");
                assertThat(program.said()).contains("SCTs present (1)", "Our Log");
            });
    }

    private static String pem() {
        return AUTHORITY.issue(Spec.server(Talk.HOST)).pemAuthority();
    }

    private static Credential credential(LabCertificate issued) {
        return Credential.of(issued.chain(), issued.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void opensslBelievesOurTimestamps(String version) throws Exception {
        var plain = credential(AUTHORITY.issue(Spec.server(Talk.HOST)));
        var leaf = plain.certificates().getFirst();
        shows(plain.withTimestamps(List.of(Bytes.own(LOG.of(leaf)))), version);
        shows(plain.withStaples(Staples.of(Bytes.own(AUTHORITY.status(leaf, List.of(LOG.of(leaf)))))), version);
        shows(credential(AUTHORITY.issueLogged(Spec.server(Talk.HOST), LOG)), version);
    }
}
