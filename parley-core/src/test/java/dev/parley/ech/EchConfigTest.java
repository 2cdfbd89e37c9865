package dev.parley.ech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cryptography;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.WatchedFiles;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeAead;
import dev.parley.id.HpkeKdf;
import dev.parley.id.HpkeKem;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations as servers publish them, and which of them a client uses. RFC 9849 sections 4 and 6.1. */
@ExtendWith(NoSecretIsLeft.class)
class EchConfigTest {
    private static final Crypto CRYPTO = Cryptography.jdk();

    private static EchKey key(int id) {
        return EchKey.generate(CRYPTO, HpkeKem.X25519, HpkeSuite.USUAL, id, "public.example", 32);
    }

    private static EchConfig with(String publicName, HpkeKem kem, List<HpkeSuite> suites,
        EchConfigExtension... extensions) {
        var keyConfig = key(1).config().contents().keyConfig();
        return EchConfig.of(new EchContents(new HpkeKeyConfig(1, kem, keyConfig.publicKey(), suites), 0,
            Bytes.ofLatin1(publicName), List.of(extensions)));
    }

    private static EchConfig named(String publicName) {
        return with(publicName, HpkeKem.X25519, HpkeSuite.USUAL);
    }

    @Test
    void listsAreReadAsTheyAreWritten() {
        var list = new EchConfigList(List.of(key(1).config(), named("other.example"),
            new EchConfig(0xFE0C, Bytes.ofText("of another version"), Optional.empty())));
        assertThat(EchConfigList.ofBase64(list.base64())).isEqualTo(list);
        assertThatThrownBy(() -> EchConfigList.of(Bytes.ofHex("0000"))).isInstanceOf(WireFailure.class);
        assertThatThrownBy(() -> EchConfigList.of(Bytes.ofHex("0005fe0d000100"))).isInstanceOf(WireFailure.class);
    }

    @Test
    void firstUsableOneIsChosen() {
        var unknownSuite = new HpkeSuite(new HpkeKdf(0x1234), HpkeAead.AES_128_GCM);
        var good = with("good.example", HpkeKem.X25519, List.of(unknownSuite, HpkeSuite.USUAL.get(1)));
        var choice = new EchConfigList(List.of(
            new EchConfig(0xFE0C, Bytes.ofText("of another version"), Optional.empty()),
            with("kem.example", new HpkeKem(0x1234), HpkeSuite.USUAL),
            with("suite.example", HpkeKem.X25519, List.of(unknownSuite)),
            with("mandatory.example", HpkeKem.X25519, HpkeSuite.USUAL, new EchConfigExtension(0xFAFA, Bytes.EMPTY)),
            with("twice.example", HpkeKem.X25519, HpkeSuite.USUAL, new EchConfigExtension(1, Bytes.EMPTY),
                new EchConfigExtension(1, Bytes.EMPTY)),
            named("127.0.0.1"), good)).choose(CRYPTO).orElseThrow();
        assertThat(choice.config()).isEqualTo(good);
        assertThat(choice.suite()).isEqualTo(HpkeSuite.USUAL.get(1));
        var withHint = with("hint.example", HpkeKem.X25519, HpkeSuite.USUAL, new EchConfigExtension(0x1A1A,
            Bytes.EMPTY));
        assertThat(withHint.usable(CRYPTO)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "public.example", "xn--bcher-kva.example", "0x.example", "1.2.3.x4"})
    void hostNamesAreNames(String name) {
        assertThat(named(name).usable(CRYPTO)).isPresent();
    }

    /** What could be an IPv4 address is none. RFC 9849 section 6.1.7. */
    @ParameterizedTest
    @ValueSource(strings = {".a", "a.", "a..b", "a_b", "ä.example", "1.2.3.4", "a.0x", "a.0X1f", "a.99", "-a.example",
        "a-.example", "a b"})
    void othersAreNot(String name) {
        assertThat(named(name).usable(CRYPTO)).isEmpty();
        assertThatThrownBy(
            () -> EchKey.generate(CRYPTO, HpkeKem.X25519, HpkeSuite.USUAL, 1, name, 0))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysKnowTheirConfigurations() {
        assertThat(key(1).fits(CRYPTO)).isTrue();
        assertThat(new EchKey(key(1).config(), key(1).key(), true).fits(CRYPTO)).as("two keys").isFalse();
        assertThat(key(1).toString()).contains("public.example").doesNotContain("PRIVATE");
    }

    @Test
    void keysAreKeptInFiles(@TempDir Path folder) throws Exception {
        var one = key(1);
        var p256 = EchKey.generate(CRYPTO, HpkeKem.P256, HpkeSuite.USUAL, 2, "public.example", 0);
        var file = Files.writeString(folder.resolve("ech.pem"), EchPem.write(one) + EchPem.write(p256));
        var seconds = new AtomicLong();
        EchKeys keys = new WatchedFiles<>(List.of(file), () -> EchPem.read(file),
            () -> seconds.incrementAndGet() * 1_000_000_000)::get;
        assertThat(keys.all()).extracting(EchKey::config).containsExactly(one.config(), p256.config());
        assertThat(keys.all()).allMatch(it -> it.fits(CRYPTO));
        assertThat(keys.retryConfigs()).contains(new EchConfigList(List.of(one.config())));

        Files.writeString(file, EchPem.write(p256));
        assertThat(keys.all()).extracting(EchKey::config).containsExactly(p256.config());
        Files.writeString(file, "damaged");
        assertThat(keys.all()).as("the old ones").hasSize(1);
        Files.delete(file);
        assertThat(keys.all()).as("the old ones").hasSize(1);
        assertThatThrownBy(() -> EchKeys.reloading(file)).isInstanceOf(CredentialFailure.class);
        assertThatThrownBy(
            () -> EchPem.keys(EchPem.write(one).replace("MC4CAQAwBQYDK2VuBCIEI", "MC4CAQAwBQYDK2VwBCIEI")))
            .as("a key for signatures").isInstanceOf(CredentialFailure.class);
        assertThat(EchPem.configs(EchPem.write(one)).configs()).containsExactly(one.config());
        assertThatThrownBy(() -> EchPem.configs("nothing")).isInstanceOf(CredentialFailure.class);
    }
}
