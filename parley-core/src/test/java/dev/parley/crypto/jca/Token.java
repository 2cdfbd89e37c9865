package dev.parley.crypto.jca;

import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;

/**
 * A provider such as a token or an HSM has: its keys have no encoding and no modulus, and only it can use them. It comes
 * last among the providers. Closing takes it away.
 */
final class Token implements AutoCloseable {
    private static final String NAME = "Token";

    /** A key that does not leave its device. */
    record InsideKey(PrivateKey real) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return real.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    Token() {
        Security.addProvider(new TokenProvider());
    }

    PrivateKey holding(PrivateKey key) {
        return new InsideKey(key);
    }

    @Override
    public void close() {
        Security.removeProvider(NAME);
    }

    private static final class TokenProvider extends Provider {
        TokenProvider() {
            super(NAME, "1", "keys that do not leave it");
            put("Cipher.RSA/ECB/PKCS1Padding", Decrypting.class.getName());
            for (var algorithm : new String[]{"SHA256withECDSA", "SHA256withRSA", "RSASSA-PSS", "Ed25519"}) {
                putService(new Service(this, "Signature", algorithm, Signing.class.getName(), null, null) {
                    @Override
                    public Object newInstance(Object parameter) {
                        return new Signing(getAlgorithm());
                    }

                    @Override
                    public boolean supportsParameter(Object key) {
                        return key instanceof InsideKey;
                    }
                });
            }
        }
    }

    private static PrivateKey real(Key key) throws InvalidKeyException {
        if (key instanceof InsideKey inside)
            return inside.real;
        throw new InvalidKeyException("not a key of this token");
    }

    /** Signs as the JDK does. */
    static final class Signing extends SignatureSpi {
        private final String algorithm;
        private Signature signature;

        Signing(String algorithm) {
            this.algorithm = algorithm;
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            try {
                signature = Signature.getInstance(algorithm);
                signature.initSign(real(key));
            } catch (NoSuchAlgorithmException e) {
                throw new InvalidKeyException(e);
            }
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
            signature.setParameter(parameters);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            signature.update(bytes, offset, length);
        }

        @Override
        protected void engineUpdate(byte one) throws SignatureException {
            signature.update(one);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("only signs");
        }

        @Override
        protected boolean engineVerify(byte[] value) {
            return false;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new InvalidParameterException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException();
        }
    }

    /** Takes PKCS#1 padding off, and throws where it is wrong. */
    public static final class Decrypting extends CipherSpi {
        private Cipher cipher;

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) throws InvalidKeyException {
            try {
                var own = real(key);
                cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                cipher.init(mode, own);
            } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
                throw new InvalidKeyException(e);
            }
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
            throws InvalidKeyException {
            engineInit(mode, key, random);
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random)
            throws InvalidKeyException {
            engineInit(mode, key, random);
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int offset, int length)
            throws IllegalBlockSizeException, BadPaddingException {
            return cipher.doFinal(input, offset, length);
        }

        @Override
        protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int at) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineUpdate(byte[] input, int offset, int length) {
            return cipher.update(input, offset, length);
        }

        @Override
        protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int at) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetMode(String mode) {}

        @Override
        protected void engineSetPadding(String padding) {}

        @Override
        protected int engineGetBlockSize() {
            return 0;
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return length;
        }

        @Override
        protected byte[] engineGetIV() {
            return null;
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            return null;
        }
    }
}
