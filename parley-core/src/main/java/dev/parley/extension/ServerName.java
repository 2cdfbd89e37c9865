package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.MALFORMED_SERVER_NAME;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which host the client wants, so that a server of many can show the right certificate. RFC 6066 section 3. */
public final class ServerName implements Extension<ServerName.Names, Boolean> {
    public static final ServerName IT = new ServerName();

    private ServerName() {}

    /** The list of names; in practice one. */
    public record Names(List<Name> names) {}

    /** @param type 0 for a host name, the only kind there is */
    public record Name(int type, Bytes name) {}

    private static final Codec<Name> NAME = struct("ServerName",
        field("name_type", alias("NameType", Codec.UINT8), Name::type),
        field("host_name", alias("HostName", opaque(1, 0xFFFF)), Name::name),
        Name::new);
    private static final Codec<Names> LIST = struct("ServerNameList",
        field("server_name_list", vector(NAME, 1, 0xFFFF), Names::names),
        Names::new);
    /** "I have heeded it": no data. */
    private static final Codec<Boolean> HEEDED = Codec.nothing("Empty", true);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(0, "server_name", "RFC 6066 section 3")
        .in(LIST, CLIENT_HELLO).in(HEEDED, SERVER_HELLO_12, ENCRYPTED_EXTENSIONS);

    @Override
    public Optional<Names> offer(Offering offering) {
        return offering.serverName().map(host -> new Names(List.of(new Name(0, Bytes.ofLatin1(host)))));
    }

    /** Not when a session goes on: its name was settled when it began. RFC 6066 section 3. */
    @Override
    public Optional<Boolean> answer(Names offered, Answering answering) {
        return answering.resumes() ? Optional.empty() : Optional.of(true);
    }

    /** The host name in a hello. RFC 6066 section 3: one of a type, ASCII, no IP address, no trailing dot. */
    public static Optional<String> host(ExtensionBlock hello) {
        return hello.offered(IT).map(ServerName::host);
    }

    private static String host(Names names) {
        if (names.names().size() != 1 || names.names().getFirst().type() != 0)
            throw MALFORMED_SERVER_NAME.because("%d names, the first of type %d", names.names().size(),
                names.names().getFirst().type());
        var host = names.names().getFirst().name();
        for (int i = 0; i < host.length(); i++)
            if (host.at(i) <= 0x20 || host.at(i) > 0x7E) throw MALFORMED_SERVER_NAME.because("%s", host);
        if (host.length() > 255) throw MALFORMED_SERVER_NAME.because("%d bytes long", host.length());
        return host.latin1().toLowerCase(Locale.ROOT);
    }
}
