package dev.parley.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import java.util.List;

/**
 * A story as JSON, in one language: everything that a page shows, and nothing that it would have to know about TLS. Bytes
 * are in hexadecimal, times in milliseconds from the first entry, places in bytes. What is absent is left out. Immutable.
 *
 * @param format 1; a change that old readers would misread makes it 2
 * @param version the protocol's, once it is settled
 * @param millis from the first entry to the last
 * @param tellers the sides that tell of themselves
 * @param keys how the secrets came about, if the story keeps secrets
 * @param checks what both sides checked, done again
 * @param classic the rows of the classic account of the handshake, for the page's end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageStory(int format, String language, String title, String version, double millis, List<String> tellers,
    Section failure, Offers offers, Section peersSilence, Section summary, List<Turn> turns, List<Message> messages,
    List<Wire> records, Keys keys, Checks checks, List<Classic> classic) {

    /** The story in this language. */
    public static PageStory of(Story story, Words words) {
        return new PageMaker(story, words).make();
    }

    /** @param tone one of plain, faint, strong, good, bad, secret */
    public record Section(String title, String tone, List<Line> lines) {}

    public record Line(String name, String text, String tone) {}

    /** Two offers that could not be brought together. */
    public record Offers(String title, String ourSide, List<String> our, String theirSide, List<String> their,
        String commonTitle, List<String> common) {}

    /** @param side whose turn it is; @param flight from 1; @param opens does its flight begin here? */
    public record Turn(String side, int flight, boolean opens, String heading, double from, double to,
        List<Item> items) {}

    /**
     * One thing that happens.
     *
     * @param kind {@code message}, {@code hidden}, {@code record}, {@code change_cipher}, {@code alert}, {@code data}: what
     *     passes; or {@code saying}: what happens within the side
     * @param message its number in the list of messages; @param record its number in the list of records
     * @param veil of a hidden hello, what is around it
     * @param more what belongs to it
     * @param rows what the classic account says here
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Item(String kind, String side, double at, String title, String text, String mark, String markTone,
        String tone, Guard guard, Integer message, Integer record, List<Field> fields, Veil veil,
        List<Item> more,
        List<Classic> rows) {}

    /** @param secret is it encrypted? */
    public record Guard(String text, boolean secret) {}

    /**
     * A hidden hello beside the one that everybody sees.
     *
     * @param outside what the visible one is called; @param inside what the hidden one is
     * @param same what is the same in both, in words
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Veil(String outside, String inside, List<Pair> pairs, String same) {}

    public record Pair(String name, String outside, String inside) {}

    public record Field(String name, List<String> values) {}

    /** @param fate what became of it in TLS 1.3, in a word */
    public record Classic(String number, String title, String text, String fate, String now) {}

    /**
     * A handshake message.
     *
     * @param bytes with its header of four bytes
     * @param pieces where it stands in records; empty if they were not kept
     */
    public record Message(String name, String bytes, Node fields, List<Piece> pieces) {}

    /** A field with its place in the message. @param value if it says more than its bytes do */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Node(String field, String type, int from, int to, String value, List<Node> parts) {}

    /** Bytes {@code from} to {@code to} of the message are the record's content from {@code at} on. */
    public record Piece(int record, int from, int to, int at) {}

    /**
     * A record as it was on the wire.
     *
     * @param bytes with its header of five bytes; of application data no more than the first 2,048
     * @param length of all of it
     * @param contentAt where in the bytes the content begins, encrypted byte for byte; -1 where there is no such place
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Wire(String side, String type, Guard guard, long number, String bytes, String content, int length,
        int contentAt, String cipher, String nonce, String additional, String tag) {}

    public record Checks(String title, String intro, List<Proof> proofs) {}

    /**
     * A check, done again.
     *
     * @param verdict with the finding; @param tone good, bad, or faint if it cannot be computed
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Proof(String name, String why, String verdict, String tone, String formula, String source,
        List<Part> parts) {}

    /** @param formula empty for what the story tells */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Part(String name, String formula, String value) {}

    public record Keys(String title, String intro, List<Key> steps) {}

    /** @param inputs numbers of the steps that enter into it; @param check whether the connection had the same */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Key(String name, String formula, String source, String value, List<Integer> inputs, Line check) {}
}
