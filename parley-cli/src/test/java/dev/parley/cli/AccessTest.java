package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.story.Chronicle;
import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.web.HtmlPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Captures of every kind; and the page for whoever has no mouse, sees little, likes it dark, or wants it on paper. */
class AccessTest extends InBrowser {
    private static void choose(String field, Path file) {
        browser.findElement(By.id(field)).sendKeys(file.toString());
    }

    private static void open(Path capture) {
        int before = browser.findElements(By.cssSelector("#stories button")).size();
        choose("capture", capture);
        new WebDriverWait(browser, Duration.ofSeconds(30)).until(it -> {
            var all = it.findElements(By.cssSelector("#stories button"));
            return all.size() > before && "true".equals(all.getFirst().getDomAttribute("aria-current"))
                && !it.findElements(By.cssSelector("main[aria-busy=false] .turn")).isEmpty();
        });
    }

    private static String story() {
        return browser.findElement(By.tagName("main")).getText();
    }

    /** In both languages, with what was decrypted. */
    private static void assertOpened(boolean opened) {
        for (var words : List.of(Words.ENGLISH, Words.CHINESE)) {
            speak(words.locale().getLanguage());
            var wanted = words.text(opened ? "seen.opened.yes" : "seen.opened.no");
            new WebDriverWait(browser, Duration.ofSeconds(30)).until(_ -> story().contains(wanted));
            assertThat(browser.findElements(By.cssSelector(".arrow .name"))).extracting(WebElement::getText)
                .contains("ClientHello", "ServerHello");
        }
        speak("en");
        assertThat(browser.findElements(By.cssSelector(".arrow .name")).stream().map(WebElement::getText).toList()
            .contains("Finished")).isEqualTo(opened);
    }

    @Test
    void aCaptureWithItsSecrets(@TempDir Path folder) {
        speak("en");
        var file = folder.resolve("with secrets.pcapng");
        assertThat(Ran.demo("-q", "--capture", file.toString()).code()).isZero();
        open(file);
        assertOpened(true);
        assertNothingWentWrong();
    }

    @Test
    void aCaptureAndAKeyLog(@TempDir Path folder) throws Exception {
        speak("en");
        var made = SecretsApart.of(folder, it -> it.versions(ProtocolVersion.TLS_1_3));
        open(made.capture());
        assertOpened(false);
        choose("keys", made.keyLog());
        await(By.cssSelector("nav [role=status]"));
        open(made.capture());
        assertOpened(true);
        picture("capture-with-key-log");
        assertNothingWentWrong();
    }

    @Test
    void aCaptureAndTheServersKey(@TempDir Path folder) throws Exception {
        speak("en");
        var made = SecretsApart.of(folder, it -> it.versions(ProtocolVersion.TLS_1_2)
            .suites(CipherSuite.RSA_AES_128_GCM_SHA256));
        choose("keys", made.rsaKey());
        await(By.cssSelector("nav [role=status]"));
        open(made.capture());
        assertOpened(true);
        assertThat(story()).contains("pre_master_secret");
        assertNothingWentWrong();
    }

    @Test
    void whatIsNoKeyIsSaid(@TempDir Path folder) throws Exception {
        speak("en");
        choose("keys", Files.writeString(folder.resolve("letter.txt"), "Dear all"));
        assertThat(await(By.cssSelector("main [role=alert]")).getText()).contains("letter.txt");
        browser.manage().logs().get("browser"); // the browser itself notes that the request was refused
    }

    // ---- without a mouse

    private static void press(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    /** Moves the focus on until it is on this. */
    private static void tabTo(By what) {
        var wanted = browser.findElement(what);
        for (int i = 0; i < 200; i++) {
            if (browser.switchTo().activeElement().equals(wanted)) return;
            press(Keys.TAB);
        }
        throw new AssertionError(what + " cannot be reached by keyboard");
    }

    @Test
    void everythingIsReachedByKeyboardAlone() {
        browser.navigate().refresh();
        await(By.cssSelector("#run-tls13"));
        tabTo(By.cssSelector("header button[lang=en]"));
        press(Keys.ENTER);
        tabTo(By.id("run-fail-expired"));
        press(Keys.ENTER);
        await(By.cssSelector("main section.failed"));
        tabTo(By.id("keys"));
        tabTo(By.id("capture"));
        tabTo(By.id("address"));
        tabTo(By.cssSelector("main .arrow:not([disabled])"));
        press(Keys.ENTER);
        tabTo(By.cssSelector(".tree li li button"));
        assertThat(browser.findElements(By.cssSelector(".hex .lit"))).isNotEmpty();
        tabTo(By.cssSelector(".keys g.key"));
        press(Keys.SPACE);
        assertNothingWentWrong();
    }

    // ---- by the rules of accessibility

    /** Contrast, names, roles, headings: axe-core finds nothing, in light and in dark. */
    @Test
    void theRulesOfAccessibilityAreKept() throws Exception {
        for (var scheme : List.of("light", "dark")) {
            prefer(scheme);
            for (var name : List.of("tls12-rsa", "fail-no-common-group", "early-data")) {
                speak("en");
                run(name);
                browser.findElement(By.cssSelector(".arrow:not([disabled])")).click();
                assertThat(violations()).as(name + ", " + scheme).isEmpty();
            }
        }
        prefer("light");
    }

    private static void prefer(String scheme) {
        browser.executeCdpCommand("Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The page's own policy forbids scripts of others, so this one comes by the debugger. */
    @SuppressWarnings("unchecked")
    private static List<String> violations() throws IOException {
        try (var script = AccessTest.class.getResourceAsStream("/axe.min.js")) {
            browser.executeCdpCommand("Runtime.evaluate",
                Map.of("expression", new String(script.readAllBytes(), StandardCharsets.UTF_8) + ";0"));
        }
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
        return (List<String>) browser.executeAsyncScript("""
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(found => done(found.violations.flatMap(rule =>
              rule.nodes.slice(0, 3).map(node => rule.id + ': ' + node.failureSummary + ' ' + node.html))),
              error => done([String(error)]));
            """);
    }

    // ---- pictures

    @Test
    void darkAndOnPaper(@TempDir Path folder) throws Exception {
        prefer("dark");
        speak("en");
        run("tls13");
        picture("dark");
        var ground = browser.findElement(By.tagName("body")).getCssValue("background-color");
        prefer("light");
        assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color")).isNotEqualTo(ground);
        var pdf = (String) browser.executeCdpCommand("Page.printToPDF", Map.of("printBackground", false)).get("data");
        var bytes = Base64.getDecoder().decode(pdf);
        assertThat(bytes).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        if (System.getProperty("parley.pictures") != null)
            Files.write(Path.of(System.getProperty("parley.pictures"), "print.pdf"), bytes);
        assertNothingWentWrong();
    }

    /** Of two visits both stand in the file. */
    @Test
    void twoVisitsInOneFile(@TempDir Path folder) throws Exception {
        var file = folder.resolve("visits.html");
        assertThat(Ran.demo("-q", "--early-data", "--html", file.toString()).code()).isZero();
        try {
            browser.get(file.toUri().toString());
            await(By.id("visit-1"));
            assertThat(browser.findElements(By.cssSelector("section.visit h1"))).hasSize(2);
            assertThat(browser.findElement(By.id("visit-0")).getText()).contains("NewSessionTicket");
            assertThat(browser.findElement(By.id("visit-1")).getText()).contains("EndOfEarlyData");
            assertThat(violations()).isEmpty();
            picture("two-visits");
            assertNothingWentWrong();
        } finally {
            browser.get(desk.address().toString());
        }
    }

    @Test
    void oneVisitHasNoHeadingOfItsOwn(@TempDir Path folder) throws Exception {
        var story = Repertoire.play("tls13", new Chronicle()).orElseThrow();
        var file = Files.writeString(folder.resolve("one.html"), HtmlPage.of(story, Words.ENGLISH));
        try {
            browser.get(file.toUri().toString());
            await(By.tagName("h1"));
            assertThat(browser.findElements(By.cssSelector("h2.visit, nav.visits"))).isEmpty();
        } finally {
            browser.get(desk.address().toString());
        }
    }
}
