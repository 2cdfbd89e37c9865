package dev.parley.explain.capture.net;

/**
 * Where some bytes lie in a capture.
 *
 * @param packet the packet's number, from 1, as Wireshark counts
 * @param offset of the first byte in the packet
 * @param fileOffset of the first byte in the file (unpacked, if the file is compressed)
 * @param length in bytes
 */
public record Piece(int packet, int offset, long fileOffset, int length) {
    Piece slice(int from, int to) {
        return new Piece(packet, offset + from, fileOffset + from, to - from);
    }
}
