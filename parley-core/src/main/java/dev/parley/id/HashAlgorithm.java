package dev.parley.id;

/** A hash function with the name the JCA knows it by and its sizes in bytes. */
public enum HashAlgorithm {
    MD5("MD5", 16, 64),
    SHA1("SHA-1", 20, 64),
    SHA224("SHA-224", 28, 64),
    SHA256("SHA-256", 32, 64),
    SHA384("SHA-384", 48, 128),
    SHA512("SHA-512", 64, 128);

    private final String jca;
    private final String hmac;
    private final int length;
    private final int block;

    HashAlgorithm(String jca, int length, int block) {
        this.jca = jca;
        this.hmac = "Hmac" + jca.replace("-", "");
        this.length = length;
        this.block = block;
    }

    public String jca() {
        return jca;
    }

    /** The JCA name of HMAC with this hash. */
    public String hmac() {
        return hmac;
    }

    /** The digest's length in bytes. */
    public int length() {
        return length;
    }

    /** The length in bytes of the block that the compression function takes. */
    public int block() {
        return block;
    }

    @Override
    public String toString() {
        return jca;
    }
}
