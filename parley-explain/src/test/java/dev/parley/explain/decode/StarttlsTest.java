package dev.parley.explain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.carrier.Bystander;
import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Played;
import dev.parley.explain.story.Story;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS that begins in the middle of another protocol: RFC 3207, 9051, 2595, 6120, IRC's extension, PostgreSQL's SSLRequest. */
class StarttlsTest {
    private static final Story TLS = Played.of(ProtocolVersion.TLS_1_3);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        SMTP | EHLO a\\nSTARTTLS\\n | 220 mail\\n250-mail\\n250 STARTTLS\\n220 go ahead\\n
        IMAP | a1 STARTTLS\\n | * OK ready\\na1 OK begin TLS\\n
        POP3 | STLS\\n | +OK ready\\n+OK begin TLS\\n
        XMPP | <stream:stream><starttls/> | <stream:stream/><proceed/>
        IRC | CAP LS\\nSTARTTLS\\n | :server 670 a :STARTTLS successful\\n
        PostgreSQL | \\0\\0\\0\\10\\4\\322\\26\\57 | S
        """)
    void whatCameBeforeIsToldAndTheHandshakeIsOpened(String protocol, String client, String server) {
        var teller = new CaptureTeller();
        teller.at(Instant.EPOCH);
        var before = new Bytes[]{bytes(client), bytes(server)};
        try (var bystander = new Bystander(Cryptography.jdk(), (label, _) -> TLS.all(Entry.Derived.class)
            .filter(it -> it.label().equals(label)).flatMap(it -> it.value().stream()).findFirst(), teller)) {
            bystander.bytes(Way.IN, before[1].slice(0, before[1].length() - 1));
            bystander.bytes(Way.OUT, before[0]);
            bystander.bytes(Way.IN, before[1].from(before[1].length() - 1));
            TLS.said(Entry.Packed.class)
                .forEach(it -> bystander.bytes(it.sender() == Side.CLIENT ? Way.OUT : Way.IN, it.raw()));
        }
        var told = teller.story();
        for (var side : Side.values())
            assertThat(told.all(Entry.Prelude.class).filter(it -> it.sender() == side).map(Entry.Prelude::text))
                .as(protocol + ", " + side).containsExactly(before[side.ordinal()]);
        assertThat(told.all(Entry.Undecoded.class)).isEmpty();
        assertThat(told.said(Entry.Packed.class)).noneMatch(Entry.Packed::isSealed);
        assertThat(told.said(Entry.Message.class).map(it -> it.message().name()))
            .containsExactlyElementsOf(TLS.said(Entry.Message.class).map(it -> it.message().name()).toList());
    }

    /** With {@code \\n} for the end of a line, and octal numbers for other bytes. */
    private static Bytes bytes(String text) {
        return Bytes.ofLatin1(text.strip().replace("\\n", "\r\n").translateEscapes());
    }
}
