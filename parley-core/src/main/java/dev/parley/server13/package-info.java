/**
 * The server's states in TLS 1.3, in the order of the flight. RFC 9846 appendix A.2.
 *
 * <pre>
 *   ({@link dev.parley.hello}: START)
 *        {@link dev.parley.server13.Negotiation}                RECVD_CH, NEGOTIATED, WAIT_FLIGHT2: not states, since nothing is waited for
 *     1. {@link dev.parley.server13.WaitSecondClientHello}      START again, after HelloRetryRequest
 *        {@link dev.parley.server13.WaitEndOfEarlyData}         WAIT_EOED, only if early data was accepted
 *     2. {@link dev.parley.server13.WaitCertificate}            WAIT_CERT
 *     3. {@link dev.parley.server13.WaitCertificateVerify}      WAIT_CV
 *     4. {@link dev.parley.server13.WaitFinished}               WAIT_FINISHED
 *     5. {@link dev.parley.server13.Connected}                  CONNECTED
 *        {@link dev.parley.server13.PostCertificate}, {@link dev.parley.server13.PostFinished}: CONNECTED too, while an answer comes that was asked for
 * </pre>
 */
package dev.parley.server13;
