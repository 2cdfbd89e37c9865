package dev.parley.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Signs what Bouncy Castle has written with the JDK's own algorithms. */
final class JdkSigner implements ContentSigner {
    private final String algorithm;
    private final PrivateKey key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** @param algorithm the JCA name of a signature */
    JdkSigner(String algorithm, PrivateKey key) {
        this.algorithm = algorithm;
        this.key = key;
    }

    /** Another one like this, that has signed nothing yet. */
    JdkSigner(JdkSigner like) {
        this(like.algorithm, like.key);
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        if (KeyKind.pss(algorithm).isEmpty()) return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
        try {
            var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(KeyKind.pss(algorithm).get());
            return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS,
                RSASSAPSSparams.getInstance(parameters.getEncoded()));
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        try {
            var signature = Signature.getInstance(algorithm);
            if (KeyKind.pss(algorithm).isPresent()) signature.setParameter(KeyKind.pss(algorithm).get());
            signature.initSign(key);
            signature.update(content.toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot sign with " + algorithm, failure);
        }
    }
}
