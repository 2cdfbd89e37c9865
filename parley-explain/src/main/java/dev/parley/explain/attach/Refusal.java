package dev.parley.explain.attach;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A trust manager did not believe the peer's certificates.
 *
 * @param chain as the peer sent it
 * @param authorities of the trust manager
 */
record Refusal(List<X509Certificate> chain, List<X509Certificate> authorities, String authType,
    CertificateException thrown) {}
