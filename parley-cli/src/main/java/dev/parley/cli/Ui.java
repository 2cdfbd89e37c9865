package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.config.Side;
import dev.parley.credential.CredentialFailure;
import dev.parley.explain.capture.Progress;
import dev.parley.explain.decode.CaptureDecoder;
import dev.parley.explain.decode.CaptureTeller;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.StoryTeller;
import dev.parley.explain.words.Words;
import dev.parley.web.Shelf;
import dev.parley.web.WebDesk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code parley ui}: the page in the browser. */
@Command(
    name = "ui",
    description = "Shows handshakes in the browser: demonstrations, captures and servers. Only this machine can reach the page, "
        + "and only by the address that is printed.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Ui implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0",
        description = "The port to listen on; any that is free unless given.")
    private int port;

    @Option(names = "--lang", paramLabel = "LANG", converter = Converters.Language.class,
        description = "The language to begin with: en or zh.")
    private Words words = Converters.Language.ofUser();

    @Override
    public Integer call() throws InterruptedException {
        try (var desk = WebDesk.open(port, new Doing(words), words)) {
            Output.print(spec.commandLine().getOut(),
                words.text("ui.open", desk.address()) + System.lineSeparator());
            Thread.currentThread().join(); // until Ctrl-C
            return ExitCode.OK;
        } catch (IOException e) {
            Output.print(spec.commandLine().getErr(),
                "parley: " + words.text("serve.port", port, e.getMessage()) + System.lineSeparator());
            return ExitCode.FAILED;
        }
    }

    /** What the page can have done. */
    record Doing(Words words, GivenKeys given) implements WebDesk.Actions {
        private static final Duration PATIENCE = Duration.ofSeconds(20);

        Doing(Words words) {
            this(words, new GivenKeys());
        }

        @Override
        public List<WebDesk.Group> groups() {
            return List.of(new WebDesk.Group("group_version", Repertoire.shown()),
                new WebDesk.Group("group_again", Repertoire.again()),
                new WebDesk.Group("group_fail", Repertoire.failing()));
        }

        @Override
        public long run(String action, Shelf shelf) throws IOException {
            try (var place = shelf.begin(title(action))) {
                Repertoire.play(action, place.chronicle());
                return place.id();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        private String title(String action) throws WebDesk.Refused {
            return groups().stream().flatMap(it -> it.actions().stream()).filter(it -> it.name().equals(action))
                .map(it -> it.titles().get(words.locale().getLanguage())).findFirst()
                .orElseThrow(() -> new WebDesk.Refused("there is no " + action));
        }

        /** Every connection in it that speaks TLS; what it holds secrets for is decrypted. */
        @Override
        public long open(Path file, String name, Shelf shelf) throws IOException {
            var shelved = new ArrayList<Long>();
            var decoder = new CaptureDecoder(Cryptography.standard(), given.log(), given.rsa(),
                connection -> new CaptureTeller() {
                    @Override
                    public void over() {
                        if (story().all(Entry.Message.class).findAny().isEmpty()) return;
                        shelved.add(shelf.put(words.text("ui.connection", name, connection.stream()), story()));
                    }
                });
            try {
                decoder.decode(file, Progress.IGNORED);
            } catch (IOException e) {
                throw new WebDesk.Refused(words.text("ui.unreadable", name, e.getMessage()));
            }
            if (shelved.isEmpty()) throw new WebDesk.Refused(words.text("ui.no_tls", name));
            return shelved.getFirst();
        }

        @Override
        public long keys(Path file, String name) throws IOException {
            try {
                return given.take(file);
            } catch (CredentialFailure e) {
                throw new WebDesk.Refused(words.text("ui.no_keys", name));
            }
        }

        /** Says hello, tells what the server makes of it, and says goodbye. */
        @Override
        public long connect(String address, Shelf shelf) throws IOException {
            Address to;
            try {
                to = Address.parse(address);
            } catch (TypeConversionException e) {
                throw new WebDesk.Refused(e.getMessage());
            }
            try (var place = shelf.begin(address)) {
                var tls = Tls.client(_ -> {}).observing(() -> StoryTeller.withSecrets(Side.CLIENT, place.chronicle()));
                try (var link = tls.connect(to.host(), new InetSocketAddress(to.host(), to.port()), PATIENCE)) {
                    link.output().close();
                } catch (IOException e) {
                    if (place.chronicle().story().entries().isEmpty())
                        throw new WebDesk.Refused(words.text("connect.transport", address, e.getMessage()));
                }
                return place.id();
            }
        }
    }
}
