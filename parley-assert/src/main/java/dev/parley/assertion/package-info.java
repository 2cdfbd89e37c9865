/**
 * Assertions about handshakes: {@link dev.parley.assertion.Handshakes} gets one, of any library's, and {@link
 * dev.parley.assertion.HandshakeAssert} says what must be true of it.
 */
package dev.parley.assertion;
