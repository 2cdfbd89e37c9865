/**
 * Reads and writes captures of network traffic: pcap and pcapng files, the TCP streams and UDP datagrams in them, and
 * key logs. Knows nothing of TLS.
 *
 * <p>{@link dev.parley.explain.capture.CaptureReader} tells what a capture holds as a sequence of
 * {@link dev.parley.explain.capture.CaptureEvent}s; {@link dev.parley.explain.capture.CaptureWriter} writes one that
 * Wireshark opens.
 *
 * <p>Why not a library: Pcap4J and its like bind libpcap, native code that must be installed, to capture from network
 * cards; reading files needs none of that. None of them puts TCP streams together so that each byte can still be found
 * in its packet, which is what a byte view lives on, and none reads Decryption Secrets Blocks.
 */
package dev.parley.explain.capture;
