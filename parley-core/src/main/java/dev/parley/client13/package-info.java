/**
 * The client's states in TLS 1.3, in the order of the flight. RFC 9846 appendix A.1.
 *
 * <pre>
 *   ({@link dev.parley.hello}: START, WAIT_SH)
 *     1. {@link dev.parley.client13.WaitEncryptedExtensions}     WAIT_EE
 *     2. {@link dev.parley.client13.WaitCertificateOrRequest}    WAIT_CERT_CR
 *     3. {@link dev.parley.client13.WaitCertificate}             WAIT_CERT
 *     4. {@link dev.parley.client13.WaitCertificateVerify}       WAIT_CV
 *     5. {@link dev.parley.client13.WaitFinished}                WAIT_FINISHED
 *     6. {@link dev.parley.client13.Connected}                   CONNECTED
 * </pre>
 */
package dev.parley.client13;
