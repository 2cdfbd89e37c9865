package dev.parley.extension;

import static dev.parley.failure.Reason.DUPLICATE_EXTENSION;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes a block of extensions. RFC 9846 section 4.3. */
record BlockCodec(int least, One one) implements Codec<ExtensionBlock> {
    BlockCodec(int least, Place... places) {
        this(least, new One(places));
    }

    @Override
    public ExtensionBlock read(In in) {
        var entries = new ArrayList<ExtensionBlock.Entry>(16);
        in.vector(2, () -> {
            var entry = in.field("Extension", one);
            if (holds(entries, entry.type())) throw DUPLICATE_EXTENSION.because("%s comes twice", entry.name());
            if (entries.size() >= MOST) throw in.malformed("more than " + MOST + " extensions");
            entries.add(entry);
        });
        return new ExtensionBlock(entries);
    }

    private static boolean holds(List<ExtensionBlock.Entry> entries, int type) {
        for (int i = 0; i < entries.size(); i++) if (entries.get(i).type() == type) return true;
        return false;
    }

    private static final int MOST = 256; // far more than there are; a hello of 64 KB could hold 16,000 empty ones

    @Override
    public void write(ExtensionBlock block, Out out) {
        out.vector(2, () -> {
            for (int i = 0; i < block.entries().size(); i++) out.field(one, block.entries().get(i));
        });
    }

    @Override
    public String type() {
        return "Extension";
    }

    @Override
    public String declare(String field) {
        return "Extension " + field + "<" + least + "..2^16-1>";
    }

    @Override
    public List<Codec<?>> parts() {
        return List.of(one);
    }

    /** {@code struct { ExtensionType extension_type; opaque extension_data<0..2^16-1>; } Extension}. */
    record One(Place... places) implements Codec<ExtensionBlock.Entry> {
        private static final Codec<Bytes> DATA = Codec.opaque(0, 0xFFFF);

        @Override
        public ExtensionBlock.Entry read(In in) {
            int type = in.field("extension_type", ExtensionType.WIRE).id();
            var format = format(type);
            if (format == null) return ExtensionBlock.Entry.unknown(type, in.field("extension_data", DATA));
            return in.within(2, (data) -> new ExtensionBlock.Entry(type, data, in.field("extension_data", format)));
        }

        @Override
        public void write(ExtensionBlock.Entry entry, Out out) {
            out.uint16(entry.type());
            out.field(DATA, entry.data());
        }

        @Override
        public String type() {
            return "Extension";
        }

        @Override
        public String definition() {
            return "struct {\n    ExtensionType extension_type;\n    opaque extension_data<0..2^16-1>;\n} Extension;";
        }

        private Codec<?> format(int type) {
            var extension = Extensions.known(type);
            if (extension == null) return null;
            var formats = extension.spec().formats();
            for (var place : places) {
                var format = formats.get(place);
                if (format != null) return format;
            }
            return null;
        }
    }
}
