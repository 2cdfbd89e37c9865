package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.Cryptography;
import dev.parley.credential.CredentialFailure;
import dev.parley.crypto.Crypto;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchPem;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import dev.parley.inner.InnerHello;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Encrypted Client Hello: what a server publishes, what it keeps in files, and what a client can hide in a hello. */
class EchFuzzTest {
    private static final Crypto CRYPTO = Cryptography.jdk();
    private static final EchKey KEY = EchKey.generate(CRYPTO, HpkeKem.X25519, HpkeSuite.USUAL, 7, "public.example",
        64);
    private static final EchConfigList LIST = new EchConfigList(List.of(KEY.config()));
    private static final ClientHello HELLO = hello();

    private static ClientHello hello() {
        return (ClientHello) Recorded.messages(Recorded.Kind.TLS13).stream().map(said -> said.dialect()
            .parse(said.bytes())).filter(ClientHello.class::isInstance).findFirst().orElseThrow();
    }

    @MethodSource("lists")
    @FuzzTest(maxDuration = "2m")
    void configurations(byte[] data) throws Exception {
        if (data == null) return;
        Judge.refusesOrderly(() -> {
            var list = EchConfigList.of(Bytes.of(data));
            assertThat(EchConfigList.WIRE.encode(list)).isEqualTo(Bytes.of(data));
            assertThat(list.toString()).isNotBlank();
            list.choose(CRYPTO).ifPresent(choice -> assertThat(choice.config().publicName()).isNotBlank());
        });
    }

    @MethodSource("texts")
    @FuzzTest(maxDuration = "2m")
    void keyFile(byte[] data) throws Exception {
        if (data == null) return;
        Judge.refusesOrderly(() -> {
            try {
                assertThat(EchPem.keys(new String(data, StandardCharsets.ISO_8859_1))).isNotEmpty();
            } catch (CredentialFailure refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    /** As if somebody had opened it: what was hidden may be anything. */
    @MethodSource("hidden")
    @FuzzTest(maxDuration = "2m")
    void hiddenHello(byte[] data) throws Exception {
        if (data == null) return;
        Judge.refusesOrderly(() -> {
            var inner = InnerHello.expand(Bytes.of(data), HELLO);
            assertThat(inner.legacySessionId()).isEqualTo(HELLO.legacySessionId());
            assertThat(Dialect.HELLO.encode(inner)).isNotNull();
        });
    }

    static Stream<byte[]> lists() {
        return Stream.of(EchConfigList.WIRE.encode(LIST).toArray());
    }

    static Stream<byte[]> texts() {
        return Stream.of(EchPem.write(KEY).getBytes(StandardCharsets.US_ASCII));
    }

    /** A whole one, and one that only names what stands outside. */
    static Stream<byte[]> hidden() {
        var inner = Recorded.hidden().stream().map(hello -> InnerHello.encode(hello, HELLO,
            KEY.config().contents()).toArray());
        return inner;
    }
}
