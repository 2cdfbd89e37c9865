/**
 * The narrow door to cryptography. Protocol code sees {@link dev.parley.crypto.Crypto} and never a primitive; an
 * implementation is found by {@link java.util.ServiceLoader} or given in the configuration, never by a global switch.
 */
package dev.parley.crypto;
