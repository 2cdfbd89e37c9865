/**
 * The client's states in TLS 1.2, in the order of the flights. RFC 5246 section 7.3.
 *
 * <pre>
 *   ({@link dev.parley.hello}: waits for ServerHello)
 *     1. {@link dev.parley.client12.WaitCertificate}
 *     2. {@link dev.parley.client12.WaitServerKeyExchange}     not with RSA key exchange
 *     3. {@link dev.parley.client12.WaitServerHelloDone}       a CertificateRequest may come before
 *        {@link dev.parley.client12.WaitPskExchange}          instead of these three, with a key that both sides have
 *        {@link dev.parley.client12.WaitNewSessionTicket}     only if a ticket was announced
 *     4. {@link dev.parley.client12.WaitChangeCipherSpec}
 *     5. {@link dev.parley.client12.WaitFinished}
 *     6. {@link dev.parley.client12.Connected}
 * </pre>
 */
package dev.parley.client12;
