/**
 * A JSSE provider. A program gets it by one line, {@code Security.insertProviderAt(new ParleyProvider(), 1)}, and uses
 * {@code SSLContext} as before. What JSSE has no words for is said by {@link dev.parley.jsse.ParleyParameters}, and told
 * by {@link dev.parley.jsse.ParleySession}.
 *
 * <p>Below that, from the outside in: {@code Engine} and {@code TlsSocket} are the two faces; each has an
 * {@code Endpoint}, which turns the program's {@code Wishes} into a configuration when the handshake begins and holds the
 * connection; {@code KeyChoice} and {@code TrustChoice} let key and trust managers answer the core's questions;
 * {@code Session} is what the connection's observer writes down.
 */
package dev.parley.jsse;
