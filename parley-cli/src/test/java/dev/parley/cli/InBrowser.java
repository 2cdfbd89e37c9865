package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.words.Words;
import dev.parley.web.WebDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser. With {@code -Dparley.pictures=FOLDER} it leaves pictures there. */
abstract class InBrowser {
    static final Dimension SIZE = new Dimension(1360, 1000);
    static WebDesk desk;
    static ChromeDriver browser;
    @TempDir
    static Path profile;

    @BeforeAll
    static void open() throws IOException {
        var chromium = Programs.find("chromium");
        var driver = Programs.find("chromedriver");
        desk = WebDesk.open(0, new Ui.Doing(Words.ENGLISH), Words.ENGLISH);
        var options = new ChromeOptions().setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--lang=en-US",
            "--user-data-dir=" + profile);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        browser =
            new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).usingAnyFreePort()
                .build(), options);
        browser.manage().window().setSize(SIZE);
        browser.get(desk.address().toString());
    }

    @AfterAll
    static void close() {
        if (browser != null) browser.quit();
        if (desk != null) desk.close();
    }

    static WebElement await(By what) {
        return new WebDriverWait(browser, Duration.ofSeconds(30))
            .until(it -> it.findElements(what).stream().findFirst().orElse(null));
    }

    static void speak(String language) {
        browser.findElement(By.cssSelector("header button[lang=" + language + "]")).click();
        await(By.cssSelector("html[lang=" + language + "]"));
    }

    /** Runs a demonstration and waits for its story, which is over then. */
    static void run(String name) {
        int before = browser.findElements(By.cssSelector("#stories button")).size();
        await(By.cssSelector("#run-" + name + ":not([disabled])")).click();
        new WebDriverWait(browser, Duration.ofSeconds(30)).until(it -> {
            var all = it.findElements(By.cssSelector("#stories button"));
            return all.size() > before && all.getFirst().getDomAttribute("aria-current").equals("true")
                && !String.valueOf(all.getFirst().getDomAttribute("class")).contains("live")
                && !it.findElements(By.cssSelector("main[aria-busy=false] .turn")).isEmpty();
        });
    }

    static void assertNothingWentWrong() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    static WebElement arrow(String name) {
        return browser.findElements(By.cssSelector(".arrow")).stream()
            .filter(it -> it.findElement(By.className("name")).getText().equals(name)).findFirst().orElseThrow();
    }

    static void picture(String name) {
        var folder = System.getProperty("parley.pictures");
        if (folder == null) return;
        try {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
