package dev.parley.extension;

import static dev.parley.failure.Reason.MISPLACED_EXTENSION;
import static dev.parley.failure.Reason.UNSOLICITED_EXTENSION;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extensions of one message, in their order. Known ones are parsed, unknown ones kept as they are.
 *
 * <p>{@link #check} is the one place that refuses extensions in a wrong message or unasked; reading refuses duplicates.
 */
public record ExtensionBlock(List<Entry> entries) {
    public static final ExtensionBlock EMPTY = new ExtensionBlock(List.of());

    public ExtensionBlock {
        entries = List.copyOf(entries);
    }

    /** One extension. @param value what its data says; the data itself if Parley does not know the extension */
    public record Entry(int type, Bytes data, Object value) {
        static <T> Entry of(Extension<?, ?> extension, Place place, T value) {
            @SuppressWarnings("unchecked") // an extension's formats and its offers are of one type by construction
            var format = (Codec<T>) extension.spec().formats().get(place);
            return new Entry(extension.spec().type(), format.encode(value), value);
        }

        static Entry unknown(int type, Bytes data) {
            return new Entry(type, data, data);
        }

        /** The name in the registry. */
        public String name() {
            return ExtensionType.name(type);
        }

        @Override
        public String toString() {
            return name() + (data.isEmpty() ? "" : " " + value);
        }
    }

    /** The format of a block in any of these messages. {@code least} is the smallest length that the specification writes. */
    public static Codec<ExtensionBlock> in(int least, Place... places) {
        return new BlockCodec(least, places);
    }

    /** One extension more, at the end. */
    public <T> ExtensionBlock with(Extension<?, ?> extension, Place place, T value) {
        var more = new ArrayList<>(entries);
        more.add(Entry.of(extension, place, value));
        return new ExtensionBlock(more);
    }

    /** The same with another value in the place of one extension. */
    public <T> ExtensionBlock replace(Extension<?, ?> extension, Place place, T value) {
        var other = Entry.of(extension, place, value);
        return new ExtensionBlock(entries.stream().map(entry -> entry.type == other.type ? other : entry).toList());
    }

    /** The same without one extension. */
    public ExtensionBlock without(Extension<?, ?> extension) {
        return new ExtensionBlock(entries.stream().filter(entry -> entry.type != extension.spec().type()).toList());
    }

    public boolean has(Extension<?, ?> extension) {
        return has(extension.spec().type());
    }

    public boolean has(int type) {
        return place(type) >= 0;
    }

    /** What ClientHello says in this extension. */
    @SuppressWarnings("unchecked") // read by the extension's own format for that place
    public <C> Optional<C> offered(Extension<C, ?> extension) {
        return (Optional<C>) find(extension);
    }

    /** What the server's answer says in this extension. */
    @SuppressWarnings("unchecked") // read by the extension's own format for that place
    public <S> Optional<S> answered(Extension<?, S> extension) {
        return (Optional<S>) find(extension);
    }

    /** What any other message says in this extension. */
    public <T> Optional<T> find(Extension<?, ?> extension, Class<T> type) {
        return find(extension).map(type::cast);
    }

    private Optional<?> find(Extension<?, ?> extension) {
        int place = place(extension.spec().type());
        return place < 0 ? Optional.empty() : Optional.of(entries.get(place).value);
    }

    /** The place of the extension with this number, from 0; -1 if it is not here. */
    public int place(int type) {
        for (int i = 0; i < entries.size(); i++) if (entries.get(i).type == type) return i; // asked often: no iterator
        return -1;
    }

    /** The registered numbers in their order. */
    public List<Integer> types() {
        return entries.stream().map(Entry::type).toList();
    }

    /** In answers, nothing may stand that was not asked for. RFC 9846 section 4.3. */
    public void check(Place place, ExtensionBlock asked) {
        for (var entry : entries) {
            boolean mayComeUnasked = place == Place.HELLO_RETRY_REQUEST && entry.type == Cookie.IT.spec().type();
            boolean wasAsked = Extensions.known(entry.type) != null && asked.has(entry.type);
            boolean viaScsv = place == Place.SERVER_HELLO_12 && entry.type == RenegotiationInfo.IT.spec().type();
            if (place.answersHello() && !wasAsked && !mayComeUnasked && !viaScsv)
                throw UNSOLICITED_EXTENSION.because("%s in %s, never offered", entry.name(), place.abbreviation());
        }
        checkPlaces(place);
    }

    /** Known extensions may stand only where their table says. RFC 9846 section 4.3. */
    public void checkPlaces(Place place) {
        for (int i = 0; i < entries.size(); i++) {
            var known = Extensions.known(entries.get(i).type);
            if (known != null && !known.spec().formats().containsKey(place))
                throw MISPLACED_EXTENSION.because("%s in %s", entries.get(i).name(), place.abbreviation());
        }
    }

    @Override
    public String toString() {
        return entries.stream().map(Entry::name).toList().toString();
    }
}
