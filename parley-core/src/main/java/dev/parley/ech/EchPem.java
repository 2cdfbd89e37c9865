package dev.parley.ech;

import dev.parley.credential.CredentialFailure;
import dev.parley.credential.CredentialFile;
import dev.parley.credential.PemBlock;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A key and its configurations as text: a PRIVATE KEY and an ECHCONFIG block, as OpenSSL and others read and write it. */
public final class EchPem {
    private EchPem() {}

    private static final String KEY = "PRIVATE KEY";
    private static final String CONFIG = "ECHCONFIG";

    public static String write(EchKey key) {
        var list = EchConfigList.WIRE.encode(new EchConfigList(List.of(key.config())));
        return block(KEY, Bytes.own(key.key().getEncoded())) + block(CONFIG, list);
    }

    private static String block(String label, Bytes content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label,
            Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content.toArray()));
    }

    /**
     * All keys of a text: each PRIVATE KEY goes with the configurations of the ECHCONFIG behind it. The first are those to
     * be told to clients, the others for clients that still have them.
     *
     * @throws CredentialFailure with the line, and what is wrong
     */
    public static List<EchKey> keys(String text) {
        var keys = new ArrayList<EchKey>();
        PemBlock pending = null;
        int pairs = 0;
        for (var block : PemBlock.all(text)) {
            if (block.label().equals(KEY)) pending = block;
            else if (block.label().equals(CONFIG) && pending != null) {
                boolean current = pairs++ == 0;
                for (var config : list(block).configs())
                    if (config.known().isPresent()) keys.add(new EchKey(config, key(pending), current));
            }
        }
        if (keys.isEmpty()) throw new CredentialFailure("there is no PRIVATE KEY with an ECHCONFIG behind it");
        return List.copyOf(keys);
    }

    /** The same of a file. */
    public static List<EchKey> read(Path file) {
        return CredentialFile.text(file, EchPem::keys);
    }

    /** The configurations of a text without their keys. */
    public static EchConfigList configs(String text) {
        return PemBlock.all(text).stream().filter(block -> block.label().equals(CONFIG)).map(EchPem::list).findFirst()
            .orElseThrow(() -> new CredentialFailure("there is no ECHCONFIG in it"));
    }

    private static EchConfigList list(PemBlock block) {
        try {
            return EchConfigList.of(block.content());
        } catch (WireFailure e) {
            throw block.failure("the ECHCONFIG that begins here does not parse: " + e.getMessage(), e);
        }
    }

    /** The algorithm stands in the PKCS#8; only one of the two factories takes it. */
    private static PrivateKey key(PemBlock block) {
        GeneralSecurityException last = null;
        for (var algorithm : List.of("XDH", "EC"))
            try {
                return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(block.content().toArray()));
            } catch (GeneralSecurityException e) {
                last = e;
            }
        throw block.failure("the key that begins here is neither X25519, X448 nor of a curve of NIST", last);
    }
}
