package dev.parley.bogo;

import static dev.parley.bogo.Flag.*;

import dev.parley.crypto.Secret;
import dev.parley.extension.PreSharedKey;
import dev.parley.id.HashAlgorithm;
import dev.parley.message.ClientHello;
import dev.parley.message.ServerHello;
import dev.parley.schedule.PskImporter.ImportedIdentity;
import dev.parley.session.ExternalPsk;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys from outside that a test gives this side, each at the place of its credential, all of them imported (RFC 9258);
 * and the one for TLS 1.2.
 */
record OwnPsks(List<Optional<ExternalPsk>> numbered, Optional<ExternalPsk> plain) {
    static OwnPsks of(Flags flags) {
        return new OwnPsks(flags.credentials().stream().map(OwnPsks::read).toList(), flags.bytes(Flag.PSK).map(
            key -> new ExternalPsk(flags.bytes(Flag.PSK_IDENTITY).orElse(Bytes.EMPTY), Secret.kept(key.toArray()),
                HashAlgorithm.SHA256, Optional.empty())));
    }

    private static Optional<ExternalPsk> read(Flags flags) {
        if (!flags.has(NEW_PSK_CREDENTIAL)) return Optional.empty();
        var key = Secret.kept(flags.base64(PSK_IMPORTER_KEY).orElseThrow().toArray());
        var hash = flags.has(PSK_IMPORTER_SHA384) ? HashAlgorithm.SHA384 : HashAlgorithm.SHA256;
        return Optional.of(new ExternalPsk(flags.base64(PSK_IMPORTER_IDENTITY).orElseThrow(), key, hash,
            Optional.of(flags.base64(PSK_IMPORTER_CONTEXT).orElse(Bytes.EMPTY))));
    }

    ExternalPsk[] all() {
        return Stream.concat(numbered.stream().flatMap(Optional::stream), plain.stream()).toArray(ExternalPsk[]::new);
    }

    /** Is the credential of this number such a key, and was it the one that the server chose? */
    boolean isNumber(int number, Watch watch) {
        return number >= 0 && numbered.get(number).map(ExternalPsk::identity)
            .filter(it -> chosen(watch).filter(it::equals).isPresent()).isPresent();
    }

    private static Optional<Bytes> chosen(Watch watch) {
        var hello = watch.last(ServerHello.class).orElseThrow();
        return hello.extensions().answered(PreSharedKey.IT).map(index -> watch.last(ClientHello.class).orElseThrow()
            .extensions().offered(PreSharedKey.IT).orElseThrow().identities().get(index).identity())
            .map(identity -> ImportedIdentity.WIRE.parse(identity).externalIdentity());
    }
}
