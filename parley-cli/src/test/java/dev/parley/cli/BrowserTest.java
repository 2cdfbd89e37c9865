package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.story.Chronicle;
import dev.parley.explain.words.Words;
import dev.parley.web.WebDesk;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Every demonstration, clicked through in both languages. */
class BrowserTest extends InBrowser {
    static Stream<String> all() {
        return Stream.of(Repertoire.shown(), Repertoire.again(), Repertoire.failing()).flatMap(List::stream)
            .map(WebDesk.Action::name);
    }

    @ParameterizedTest
    @MethodSource("all")
    void tellsEveryDemonstrationInBothLanguages(String name) {
        speak("en");
        run(name);
        tells(name, Words.ENGLISH);
        speak("zh");
        tells(name, Words.CHINESE);
        assertNothingWentWrong();
    }

    private static void tells(String name, Words words) {
        boolean fails = name.startsWith("fail-");
        var title = words.text(fails ? "failure.why" : "summary.title");
        var first = new WebDriverWait(browser, Duration.ofSeconds(30)).until(it -> it
            .findElements(By.cssSelector(fails ? "main section.failed" : "main section.card")).stream()
            .filter(section -> section.getText().contains(title)).findFirst().orElse(null));
        if (fails) {
            assertThat(first.getText()).contains(words.text("failure.remedy"));
            assertThat(first.getLocation().y).isLessThan(browser.findElement(By.tagName("h1")).getLocation().y);
        } else {
            assertThat(browser.findElements(By.cssSelector("main section.failed"))).isEmpty();
        }
        assertThat(browser.findElements(By.cssSelector(".arrow"))).isNotEmpty();
        picture(name + "-" + words.locale().getLanguage());
    }

    @Test
    void aFieldAndItsBytesLightEachOther() {
        speak("en");
        run("tls13");
        var certificate = arrow("Certificate");
        certificate.click();
        assertThat(certificate.getDomAttribute("aria-expanded")).isEqualTo("true");
        var field = browser.findElements(By.cssSelector(".tree button")).stream()
            .filter(it -> it.getText().startsWith("cert_data")).findFirst().orElseThrow();
        field.click();
        var lit = lit();
        assertThat(lit).as("its length, and a sequence of ASN.1").matches("00 .. .. 30 82 .*");

        tab("record, decrypted");
        assertThat(lit()).as("the same bytes in the record").isEqualTo(lit);
        tab("record on the wire");
        assertThat(lit().split(" ")).as("as many, encrypted").hasSameSizeAs(lit.split(" "));
        assertThat(lit()).isNotEqualTo(lit);
        picture("certificate-on-the-wire");

        tab("message");
        browser.findElements(By.cssSelector(".hex span[data-at='0']")).getFirst().click();
        assertThat(browser.findElement(By.cssSelector(".tree button.lit")).getText()).startsWith("msg_type");
        assertNothingWentWrong();
    }

    private static void tab(String name) {
        browser.findElements(By.cssSelector(".tabs button")).stream().filter(it -> it.getText().equals(name))
            .findFirst()
            .orElseThrow().click();
    }

    private static String lit() {
        return String.join(" ",
            browser.findElements(By.cssSelector(".hex .lit")).stream().map(WebElement::getText).toList());
    }

    @Test
    void worksByKeyboard() {
        speak("en");
        run("tls12-rsa");
        var hello = arrow("ClientHello");
        hello.sendKeys(Keys.ENTER);
        assertThat(hello.getDomAttribute("aria-expanded")).isEqualTo("true");
        var tree = browser.findElements(By.cssSelector(".tree button"));
        tree.getFirst().sendKeys(Keys.TAB);
        assertThat(browser.findElement(By.cssSelector(".tree button.lit"))).as("what has the focus is lit")
            .isEqualTo(tree.get(1));
        var key = browser.findElements(By.cssSelector(".keys g.key")).getLast();
        key.sendKeys(Keys.ENTER);
        assertThat(key.getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.findElement(By.cssSelector(".keys [aria-live]")).getText()).contains("verify_data",
            "RFC 5246");
        picture("keys");
        assertNothingWentWrong();
    }

    /** The checks open to what went in and came out; what does not hold is open at once. */
    @Test
    void checksShowWhatWentInAndCameOut() {
        speak("en");
        run("mutual");
        var all = browser.findElements(By.cssSelector(".checks details"));
        assertThat(all).hasSize(5).allMatch(it -> it.findElement(By.cssSelector("summary .tone-good")).isDisplayed());
        var verify = all.stream().filter(it -> it.getText().startsWith("✓ CertificateVerify signature, client"))
            .findFirst().orElseThrow();
        assertThat(verify.getDomProperty("open")).isEqualTo("false");
        verify.findElement(By.tagName("summary")).sendKeys(Keys.ENTER);
        assertThat(verify.findElement(By.className("parts")).getText()).contains("transcript_hash", "signed",
            "public_key", "20".repeat(64) + Bytes.ofText("TLS 1.3, client CertificateVerify").hex());
        picture("checks");
        run("fail-downgrade");
        var bad = await(By.cssSelector(".checks details:has(.tone-bad)"));
        assertThat(bad.getDomProperty("open")).isEqualTo("true");
        assertThat(bad.getText()).contains("does not hold", "444f574e47524401");
        assertNothingWentWrong();
    }

    /** Nothing can be clicked on paper: the picture of the keys fits, values stand in full, and what is folded is open. */
    @Test
    void printsWhole() {
        speak("en");
        run("mutual");
        var values = By.cssSelector(".keys .on-paper");
        assertThat(browser.findElement(values).isDisplayed()).isFalse();
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            browser.manage().window().setSize(new Dimension(760, 1000)); // as wide as paper
            assertThat(browser.findElement(By.cssSelector("nav.side")).isDisplayed()).isFalse();
            assertThat(browser.findElements(By.cssSelector("header button")))
                .noneMatch(WebElement::isDisplayed);
            assertThat(browser.findElement(values).getText()).contains("handshake_secret", "HKDF-Extract",
                "server verify_data");
            assertThat(browser.executeScript("return Array.from(document.querySelectorAll('.checks .parts'))"
                + ".filter(it => it.checkVisibility() && it.getBoundingClientRect().height > 0).length")).isEqualTo(5L);
            var picture = browser.findElement(By.cssSelector(".keys svg")).getRect();
            assertThat(picture.x).isNotNegative();
            assertThat(picture.x + picture.width).isLessThanOrEqualTo(760);
            assertThat(browser.executeScript("return document.documentElement.scrollWidth")).as("nothing is cut off")
                .isEqualTo(browser.executeScript("return document.documentElement.clientWidth"));
            var paper = browser.print(new PrintOptions()).getContent();
            assertThat(Base64.getDecoder().decode(paper)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
            browser.manage().window().setSize(SIZE);
        }
        assertNothingWentWrong();
    }

    @Test
    void aSavedFileTellsTheSameWithoutTheServer(@TempDir Path folder) throws Exception {
        var story = Repertoire.play("fail-wrong-host", new Chronicle()).orElseThrow();
        var file =
            Files.writeString(folder.resolve("handshake.html"), dev.parley.web.HtmlPage.of(story, Words.CHINESE));
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand("Network.emulateNetworkConditions",
            Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
        try {
            browser.get(file.toUri().toString());
            assertThat(await(By.cssSelector("main section.failed")).getText())
                .contains(Words.CHINESE.text("failure.remedy"));
            speak("en");
            assertThat(await(By.cssSelector("main section.failed")).getText())
                .contains(Words.ENGLISH.text("failure.remedy"));
            assertNothingWentWrong();
        } finally {
            browser.executeCdpCommand("Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
            browser.get(desk.address().toString());
        }
    }

}
