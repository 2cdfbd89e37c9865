package dev.parley.explain.capture;

import dev.parley.explain.capture.CaptureEvent.Data;
import dev.parley.explain.capture.CaptureEvent.Datagram;
import dev.parley.explain.capture.CaptureEvent.Gap;
import dev.parley.explain.capture.CaptureEvent.Note;
import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.explain.capture.net.Piece;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that a reader told, to be asked about. */
record Story(Summary summary, List<CaptureEvent> events) {

    static Story of(Path file) throws IOException {
        var events = new ArrayList<CaptureEvent>();
        return new Story(CaptureReader.read(file, events::add), events);
    }

    static Story of(Bytes file) {
        try {
            var events = new ArrayList<CaptureEvent>();
            var in = new ByteArrayInputStream(file.toArray());
            return new Story(CaptureReader.read(in, file.length(), Progress.IGNORED, events::add), events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T extends CaptureEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> notes() {
        return all(Note.class).stream().map(Note::what).toList();
    }

    /** Everything but the packets themselves, in a few words each. */
    List<String> said() {
        return events.stream().filter(event -> !(event instanceof Packet)).map(Story::say).toList();
    }

    private static String say(CaptureEvent event) {
        return switch (event) {
            case Packet packet -> "packet " + packet.number();
            case CaptureEvent.Secrets secrets -> "secrets " + secrets.keyLog();
            case Note note -> "note: " + note.what();
            case CaptureEvent.Opened opened -> "opened " + opened.connection();
            case Data data -> arrow(data.direction()) + " " + data.bytes().latin1();
            case Gap gap -> arrow(gap.direction()) + " gap " + gap.length();
            case Datagram datagram -> arrow(datagram.direction()) + " datagram " + datagram.bytes().latin1();
            case CaptureEvent.Finished finished -> arrow(finished.direction()) + " fin";
            case CaptureEvent.Reset reset -> arrow(reset.direction()) + " rst";
            case CaptureEvent.Closed closed -> "closed " + closed.how();
        };
    }

    private static String arrow(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? ">" : "<";
    }

    /** The bytes of one direction, without the gaps. */
    Bytes stream(int stream, Direction direction) {
        return Bytes.join(data(stream).filter(data -> data.direction() == direction).map(Data::bytes)
            .toArray(Bytes[]::new));
    }

    Stream<Data> data(int stream) {
        return all(Data.class).stream().filter(data -> data.connection().stream() == stream);
    }

    /** Looks the bytes up again in the packets that they are said to lie in. */
    Bytes found(List<Piece> pieces) {
        var packets = all(Packet.class);
        return Bytes.join(pieces.stream().map(piece -> packets.get(piece.packet() - 1).bytes()
            .slice(piece.offset(), piece.offset() + piece.length())).toArray(Bytes[]::new));
    }
}
