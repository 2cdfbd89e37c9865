package dev.parley.explain.attach;

import java.net.Socket;
import java.security.KeyStore;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Asks another trust manager, and notes what it refuses. */
final class TrustWatch extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager asked;

    private TrustWatch(X509ExtendedTrustManager asked) {
        this.asked = asked;
    }

    /** The same managers, those that can be watched without changing what is asked of them watched. */
    static TrustManager[] of(TrustManager[] managers) {
        var all = managers == null ? standard() : managers.clone();
        for (int i = 0; i < all.length; i++)
            if (all[i] instanceof X509ExtendedTrustManager extended) all[i] = new TrustWatch(extended);
        return all;
    }

    /** What a context takes that is given none. */
    private static TrustManager[] standard() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException _) {
            return new TrustManager[0];
        }
    }

    private interface Judgement {
        void pass() throws CertificateException;
    }

    private void judge(X509Certificate[] chain, String authType, Judgement judgement) throws CertificateException {
        try {
            judgement.pass();
        } catch (CertificateException e) {
            if (Tap.CURRENT.isBound() && chain != null && chain.length > 0) Tap.CURRENT.get()
                .refused(new Refusal(List.of(chain), List.of(asked.getAcceptedIssuers()), authType, e));
            throw e;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
        judge(chain, authType, () -> asked.checkClientTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
        judge(chain, authType, () -> asked.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
        judge(chain, authType, () -> asked.checkClientTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
        judge(chain, authType, () -> asked.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain, authType, () -> asked.checkClientTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain, authType, () -> asked.checkServerTrusted(chain, authType));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return asked.getAcceptedIssuers();
    }
}
