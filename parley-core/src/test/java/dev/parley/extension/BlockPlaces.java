package dev.parley.extension;

import dev.parley.wire.Codec;
import java.util.List;

/** In which messages a block of extensions can stand, for tests that write some. */
public final class BlockPlaces {
    private BlockPlaces() {}

    public static List<Place> of(Codec<?> extension) {
        return List.of(((BlockCodec.One) extension).places());
    }
}
