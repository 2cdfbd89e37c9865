/**
 * Packets, from the network card inwards: link layers, IP with its fragments and tunnels, TCP segments and UDP
 * datagrams. Every byte remembers which packet of the capture it came in, and where. Knows nothing of files or of TLS.
 */
package dev.parley.explain.capture.net;
