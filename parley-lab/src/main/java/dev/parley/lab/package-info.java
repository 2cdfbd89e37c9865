/**
 * Certificates made on the spot: an authority that nobody trusts but who is told to, and whatever it issues. For demos,
 * for servers to try things on, and for tests; not for anything that others shall rely on, since the keys lie in
 * memory.
 *
 * <p>Knows nothing of Parley. Bouncy Castle is used to write structures and is never registered as a provider.
 */
package dev.parley.lab;
