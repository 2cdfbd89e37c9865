package dev.parley.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** The two streams of a socket. */
final class SocketStreams {
    private final TlsSocket socket;

    SocketStreams(TlsSocket socket) {
        this.socket = socket;
    }

    final InputStream input = new InputStream() {
        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            return length == 0 ? 0 : socket.read(target, offset, length);
        }

        @Override
        public int available() {
            return socket.available();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    };

    final OutputStream output = new OutputStream() {
        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, source.length);
            if (length > 0) socket.write(source, offset, length);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    };
}
