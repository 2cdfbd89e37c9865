package dev.parley.ocsp;

import dev.parley.credential.Credential;
import dev.parley.credential.Credentials;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CertificateType;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches what the authorities say of a server's certificates, and keeps it fresh in the background. RFC 6960, RFC 6066
 * section 8.
 *
 * <p>No handshake ever waits for it: what is here and still counts is stapled, whatever is not is left out. A response is
 * checked before it is stapled: signed by the issuer or whom it has charged with that, of this certificate, of today, and
 * good. It is asked for again when half of its time is over; while nobody answers, after a minute, and then twice as long
 * each time, up to an hour. A credential that nobody uses any more is forgotten.
 *
 * <p>Thread-safe. One virtual thread does all the asking until {@link #close}.
 */
public final class OcspStapling implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.parley.ocsp");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LONGEST_RESPONSE = 1 << 16;

    private final List<X509Certificate> authorities;
    private final KeptAnswers kept;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE)
        .followRedirects(HttpClient.Redirect.NORMAL).build();
    private final ScheduledExecutorService asking =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("parley-ocsp").factory());
    private final Phaser firstTries = new Phaser(1);

    /**
     * @param folder where responses are kept over restarts, if they are; only this server should write there
     * @param authorities who may have issued the last certificate of a chain, which the chain does not hold
     */
    public OcspStapling(Optional<Path> folder, List<X509Certificate> authorities) {
        this(folder, authorities, InstantSource.system());
    }

    OcspStapling(Optional<Path> folder, List<X509Certificate> authorities, InstantSource clock) {
        this.kept = new KeptAnswers(folder);
        this.authorities = List.copyOf(authorities);
        this.clock = clock;
    }

    /** The same credentials, each stapled, and those that come later too. */
    public Credentials stapled(Credentials credentials) {
        return credentials.changed(this::stapled);
    }

    /**
     * The same credential, with the responses for its certificates: those kept from before at once, the others when they are
     * here. A raw public key stays as it is.
     */
    public Credential stapled(Credential credential) {
        if (!credential.type().equals(CertificateType.X509)) return credential;
        var chain = credential.certificates();
        var questions = new ArrayList<Optional<Question>>();
        for (int i = 0; i < chain.size(); i++) questions.add(Question.about(chain.get(i), issuer(chain, i)));
        var staples = new Fetched(questions, clock);
        for (var slot : staples.slots()) {
            recall(slot);
            firstTries.register();
            askAfter(new WeakReference<>(slot), slot.answer.map(it -> Freshness.until(it.single(), clock.instant()))
                .orElse(Duration.ZERO), 0);
        }
        return credential.withStaples(staples);
    }

    private Optional<X509Certificate> issuer(List<X509Certificate> chain, int index) {
        var name = chain.get(index).getIssuerX500Principal();
        var candidates = new ArrayList<>(chain.subList(index + 1, chain.size()));
        candidates.addAll(authorities);
        return candidates.stream().filter(it -> it.getSubjectX500Principal().equals(name)).findFirst();
    }

    private void recall(Fetched.Slot slot) {
        kept.read(slot.question).ifPresent(response -> {
            try {
                slot.answer = Optional.of(slot.question.checked(response, clock.instant()));
            } catch (HandshakeFailure failure) {
                LOG.log(Level.DEBUG, "the response kept for {0} does not count: {1}", slot.question.name(),
                    failure.getMessage());
            }
        });
    }

    /** Weakly: the credential has it, and if that is gone nobody needs to ask any more. */
    private void askAfter(WeakReference<Fetched.Slot> place, Duration wait, int failures) {
        var known = place.get();
        if (known == null) return;
        if (known.answer.isPresent() && failures == 0) arriveOnce(known);
        try {
            asking.schedule(() -> ask(place, failures), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            return; // closed
        }
    }

    private void ask(WeakReference<Fetched.Slot> place, int failures) {
        var slot = place.get();
        if (slot == null) return;
        try {
            var answer = slot.question.checked(fetch(slot.question.request()), clock.instant());
            slot.answer = Optional.of(answer);
            kept.write(slot.question, answer.encoded());
            askAfter(place, Freshness.until(answer.single(), clock.instant()), 0);
        } catch (IOException | HandshakeFailure failure) {
            var wait = Freshness.patience(failures + 1);
            LOG.log(Level.WARNING, "no OCSP response for {0}, trying again in {1} s: {2}", slot.question.name(),
                wait.toSeconds(), failure.getMessage());
            askAfter(place, wait, failures + 1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            arriveOnce(slot);
        }
    }

    private void arriveOnce(Fetched.Slot slot) {
        if (slot.tried.compareAndSet(false, true)) firstTries.arriveAndDeregister();
    }

    private Bytes fetch(OcspRequest request) throws IOException, InterruptedException {
        var sent = HttpRequest.newBuilder(request.to()).timeout(PATIENCE)
            .header("Content-Type", "application/ocsp-request").header("Accept", "application/ocsp-response")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().toArray())).build();
        var answer = http.send(sent, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_RESPONSE));
        if (answer.statusCode() != 200) throw new IOException(request.to() + " answers " + answer.statusCode());
        return Bytes.own(answer.body());
    }

    /**
     * Waits until each response that is wanted so far was asked for once, or is here from before: for servers whose
     * certificates promise a staple (RFC 7633) and that rather start later than without one.
     *
     * @return false if it takes longer than this
     */
    public boolean await(Duration longest) throws InterruptedException {
        int phase = firstTries.arrive();
        try {
            firstTries.awaitAdvanceInterruptibly(phase, longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    /** Asks no more. What is here stays stapled as long as it counts. */
    @Override
    public void close() {
        asking.shutdownNow();
        http.shutdownNow();
    }
}
