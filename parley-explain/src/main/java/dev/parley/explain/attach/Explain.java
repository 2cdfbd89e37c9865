package dev.parley.explain.attach;

import dev.parley.config.Side;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.StoryTeller;
import dev.parley.explain.words.Words;
import dev.parley.failure.HandshakeFailure;
import dev.parley.observe.Observer;
import java.security.Security;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Makes exceptions lead to the story of the handshake that they ended: of any JSSE provider's, and of Parley's own.
 *
 * <pre>{@code
 * Explain.attach();                                    // before anything asks for an SSLContext
 * …
 * } catch (SSLException e) {
 *     HandshakeStory.of(e).ifPresent(story -> log.warn(story.getMessage()));
 * }
 * }</pre>
 *
 * <p>The stories of other providers are told by somebody who sees the bytes pass and is asked nothing: what is encrypted
 * stays so. Where a trust manager refuses a certificate, Parley judges the chain again, by the same authorities, and says
 * what it finds. Nothing is decided differently because of it. Immutable and thread-safe.
 *
 * @param words the language of what the exceptions say
 * @param keeper keeps the whole stories
 */
public record Explain(Words words, Keeper keeper) {
    /** In English, and nothing is kept. */
    public static final Explain STANDARD = new Explain(Words.ENGLISH, Keeper.NONE);

    /** Until it is closed, each new {@link SSLContext} is watched. */
    public interface Attached extends AutoCloseable {
        /** Contexts that were made meanwhile stay watched. */
        @Override
        void close();
    }

    /** All contexts from now on, as {@link #everywhere}, in English. */
    public static Attached attach() {
        return STANDARD.everywhere();
    }

    /**
     * All contexts that are asked for from now on by their protocol alone, {@code SSLContext.getInstance("TLS")} or the
     * default one, whichever provider they are of: a provider of its own goes first and asks the next. Contexts that were
     * asked for with their provider's name are not watched; give those to {@link #context}.
     */
    public Attached everywhere() {
        var provider = new ExplainProvider(this);
        if (Security.insertProviderAt(provider, 1) == -1)
            throw new IllegalStateException("exceptions are explained already: close what attach() gave first");
        return () -> Security.removeProvider(provider.getName());
    }

    /** This context, watched. What is not known here: how its trust managers judge; init a watched context for that. */
    public SSLContext context(SSLContext watched) {
        return new WatchedContext(this, watched);
    }

    /** This engine, watched. */
    public SSLEngine engine(SSLEngine watched) {
        return new WatchedEngine(watched, new Tap(this, Party.of(watched)));
    }

    /**
     * For Parley's own: {@code tls.observing(Explain.STANDARD.observer(Side.CLIENT))}, or with JSSE {@code
     * ParleyParameters.observer}. The failure behind the exception then has the story, told by Parley itself.
     */
    public Supplier<Observer> observer(Side side) {
        return () -> {
            var chronicle = new Chronicle();
            return Observer.all(List.of(StoryTeller.of(side, chronicle), new Observer() {
                @Override
                public boolean wantsRecords() {
                    return false;
                }

                @Override
                public void failure(HandshakeFailure failure) {
                    failure.addSuppressed(Explanation.of(Explain.this, chronicle.story()));
                }
            }));
        };
    }
}
