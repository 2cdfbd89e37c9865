package dev.parley.id;

/**
 * A cipher for records, with its sizes in bytes and how many records one key may protect. RFC 9846 section 5.5; for
 * CCM and the reasoning, RFC 9147 section 4.5.3 and appendix B.
 */
public enum BulkCipher {
    AES_128_GCM(Kind.AEAD, "AES-128-GCM", 16, 4, 16, 1L << 24),
    AES_256_GCM(Kind.AEAD, "AES-256-GCM", 32, 4, 16, 1L << 24),
    CHACHA20_POLY1305(Kind.AEAD, "ChaCha20-Poly1305", 32, 12, 16, 1L << 48),
    AES_128_CCM(Kind.AEAD, "AES-128-CCM", 16, 4, 16, 1L << 23),
    AES_256_CCM(Kind.AEAD, "AES-256-CCM", 32, 4, 16, 1L << 23),
    AES_128_CCM_8(Kind.AEAD, "AES-128-CCM-8", 16, 4, 8, 1L << 23),
    AES_256_CCM_8(Kind.AEAD, "AES-256-CCM-8", 32, 4, 8, 1L << 23),
    AES_128_CBC(Kind.CBC, "AES-128-CBC", 16, 0, 0, 1L << 32),
    AES_256_CBC(Kind.CBC, "AES-256-CBC", 32, 0, 0, 1L << 32),
    NULL(Kind.NONE, "NULL", 0, 0, 0, Long.MAX_VALUE),
    /** Named in suites that Parley only recognises. */
    UNSUPPORTED(Kind.NONE, "unsupported", 0, 0, 0, 0);

    /** How a record is protected. */
    public enum Kind {
        AEAD,
        CBC,
        NONE
    }

    private final Kind kind;
    private final String label;
    private final int key;
    private final int fixedIv12;
    private final int tag;
    private final long records;

    BulkCipher(Kind kind, String label, int key, int fixedIv12, int tag, long records) {
        this.kind = kind;
        this.label = label;
        this.key = key;
        this.fixedIv12 = fixedIv12;
        this.tag = tag;
        this.records = records;
    }

    public Kind kind() {
        return kind;
    }

    public int keyLength() {
        return key;
    }

    /** In TLS 1.2: the implicit part of the nonce, from the key block. RFC 5288 section 3, RFC 7905 section 2. */
    public int fixedIvLength12() {
        return fixedIv12;
    }

    /** In TLS 1.2: the part of the nonce that each record carries. */
    public int explicitNonceLength12() {
        return kind == Kind.AEAD && fixedIv12 < 12 ? 8 : 0;
    }

    public int tagLength() {
        return tag;
    }

    /** How many records one key may protect before it must be replaced. */
    public long recordLimit() {
        return records;
    }

    @Override
    public String toString() {
        return label;
    }
}
