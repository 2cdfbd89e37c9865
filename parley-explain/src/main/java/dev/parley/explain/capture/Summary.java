package dev.parley.explain.capture;

/**
 * What a capture held, counted.
 *
 * @param bytes of the file that were read (unpacked, if it is compressed)
 * @param connections of TCP
 * @param conversations of UDP
 */
public record Summary(long bytes, int packets, int connections, int conversations, int notes) {}
