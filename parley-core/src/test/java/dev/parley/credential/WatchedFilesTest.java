package dev.parley.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFilesTest {
    private static final LabCertificate OLD = Lab.ROOT.issue(Spec.server("old.example"));
    private static final LabCertificate NEW = Lab.ROOT.issue(Spec.server("new.example"));
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private final List<String> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger("dev.parley.credential");
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private long now;
    private long written;
    private Credentials credentials;

    @BeforeEach
    void start() throws IOException {
        logger.addHandler(ear);
        logger.setUseParentHandlers(false);
        write(OLD.pemChain(), OLD.pemKey());
        var chain = folder.resolve("chain.pem");
        var key = folder.resolve("key.pem");
        credentials =
            new WatchedFiles<>(List.of(chain, key), () -> List.of(Credential.pem(chain, key)), () -> now)::get;
    }

    @AfterEach
    void stop() {
        logger.removeHandler(ear);
        logger.setUseParentHandlers(true);
    }

    @Test
    void aChangedFileIsReadAgainButNotBeforeASecondHasPassed() throws IOException {
        serves("old.example");
        write(NEW.pemChain(), NEW.pemKey());
        now += SECOND - 1;
        serves("old.example");
        now += 1;
        serves("new.example");
        assertThat(logged).singleElement().asString().startsWith("INFO");
    }

    @Test
    void anUnchangedFileIsNotReadAgain() {
        var first = credentials.current();
        now += 5 * SECOND;
        assertThat(credentials.current()).isSameAs(first);
    }

    @Test
    void whatCannotBeReadLeavesTheOldAndIsLoggedOnce() throws IOException {
        write("nonsense", OLD.pemKey());
        for (int i = 0; i < 3; i++) {
            now += SECOND;
            serves("old.example");
        }
        assertThat(logged).singleElement().asString().startsWith("WARNING keeping what was there before")
            .contains("chain.pem: there is no certificate in it");
    }

    @Test
    void aChainWithoutItsKeyYetIsWaitedFor() throws IOException {
        write(NEW.pemChain(), OLD.pemKey());
        now += SECOND;
        serves("old.example");
        write(NEW.pemChain(), NEW.pemKey());
        now += SECOND;
        serves("new.example");
        assertThat(logged).hasSize(2);
    }

    @Test
    void aMissingFileIsWaitedFor() throws IOException {
        Files.delete(folder.resolve("key.pem"));
        now += SECOND;
        serves("old.example");
        write(NEW.pemChain(), NEW.pemKey());
        now += SECOND;
        serves("new.example");
    }

    @Test
    void theFirstReadingMustSucceed() {
        assertThatThrownBy(() -> Credentials.reloading(folder.resolve("none.pem"), folder.resolve("key.pem")))
            .isInstanceOf(CredentialFailure.class);
    }

    @Test
    void severalSourcesAreOne() {
        var all = Credentials.all(List.of(credentials, Credentials.NONE, Credentials.of(Lab.credential(NEW))));
        assertThat(all.current()).hasSize(2);
    }

    private void serves(String host) {
        assertThat(credentials.current()).singleElement().matches(credential -> credential.covers(host), host);
    }

    /** Each writing gets a time of its own, however quick the test is and however coarse the file system. */
    private void write(String chain, String key) throws IOException {
        written += 10;
        for (var file : List.of("chain.pem", "key.pem")) {
            Files.writeString(folder.resolve(file), file.equals("chain.pem") ? chain : key);
            Files.setLastModifiedTime(folder.resolve(file),
                FileTime.from(Instant.ofEpochSecond(1_700_000_000 + written)));
        }
    }
}
