/**
 * The server's states in TLS 1.2, in the order of the flights. RFC 5246 section 7.3.
 *
 * <pre>
 *   ({@link dev.parley.hello}: waits for ClientHello)
 *        {@link dev.parley.server12.Negotiation}, {@link dev.parley.server12.ServerFlight}: not states, since nothing is waited for
 *     1. {@link dev.parley.server12.WaitCertificate}           only if one was asked for
 *     2. {@link dev.parley.server12.WaitClientKeyExchange}
 *     3. {@link dev.parley.server12.WaitCertificateVerify}     only if a certificate was shown
 *     4. {@link dev.parley.server12.WaitChangeCipherSpec}
 *     5. {@link dev.parley.server12.WaitFinished}
 *     6. {@link dev.parley.server12.Connected}
 * </pre>
 */
package dev.parley.server12;
