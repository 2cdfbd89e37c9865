/** Certificates compressed by Brotli and Zstandard. RFC 8879. */
module dev.parley.compression {
    requires dev.parley;
    requires com.aayushatharva.brotli4j;
    requires com.github.luben.zstd_jni;

    provides dev.parley.credential.CertificateCompression with
            dev.parley.compression.Brotli,
            dev.parley.compression.Zstandard;
}
