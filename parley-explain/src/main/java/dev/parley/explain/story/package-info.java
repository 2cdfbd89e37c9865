/**
 * The story of a connection as data: what was said and by whom, what was decided and why, which secrets came from which,
 * what was checked, and how it ended. There is no text in here; words for it are in {@code dev.parley.explain.words}.
 *
 * <p>{@link dev.parley.explain.story.Entry Entries} are what happened, in order. {@link dev.parley.explain.story.Turn
 * Turns} are the same for readers: who acts, what it does, and what passes to the other side.
 */
package dev.parley.explain.story;
