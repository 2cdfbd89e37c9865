package dev.parley.explain.capture;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a capture file, unpacked if need be, with the place in them. The end of the file and a broken gzip are
 * no exceptions: there are just no more bytes.
 */
final class Source {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private long offset;
    private String broken = "";

    Source(InputStream file, long total, Progress progress) throws IOException {
        var counted = new BufferedInputStream(new Counted(file, total, progress), BUFFER);
        in = isPacked(counted) ? unpack(counted) : counted;
    }

    private static boolean isPacked(InputStream in) throws IOException {
        in.mark(2);
        boolean packed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return packed;
    }

    private InputStream unpack(InputStream packed) throws IOException {
        try {
            return new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER);
        } catch (ZipException | EOFException e) {
            broken = "the gzip file is broken: " + e.getMessage();
            return InputStream.nullInputStream();
        }
    }

    /** How many bytes were read, unpacked. */
    long offset() {
        return offset;
    }

    /** What is wrong with the packing; empty if nothing is. */
    String broken() {
        return broken;
    }

    /** The next bytes; fewer, if there are no more. */
    byte[] read(int count) throws IOException {
        var bytes = new byte[count];
        int have = 0;
        try {
            while (have < count) {
                int more = in.read(bytes, have, count - have);
                if (more < 0) break;
                have += more;
            }
        } catch (ZipException | EOFException e) {
            broken = "the gzip file is broken: " + e.getMessage();
        }
        offset += have;
        return have == count ? bytes : Arrays.copyOf(bytes, have);
    }

    /** Passes over bytes and answers how many there were. */
    long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count) {
            int wanted = (int) Math.min(count - skipped, BUFFER);
            int got = read(wanted).length;
            skipped += got;
            if (got < wanted) break;
        }
        return skipped;
    }

    /** Only ever read by a buffer, so in bulk. */
    private static final class Counted extends FilterInputStream {
        private final long total;
        private final Progress progress;
        private long count;

        Counted(InputStream in, long total, Progress progress) {
            super(in);
            this.total = total;
            this.progress = progress;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            int read = super.read(bytes, at, length);
            if (read > 0) progress.at(count += read, total);
            return read;
        }
    }
}
