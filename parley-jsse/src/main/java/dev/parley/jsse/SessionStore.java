package dev.parley.jsse;

import java.util.Collections;
import java.util.Enumeration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** The sessions of a context, on one side. Thread-safe. */
final class SessionStore implements SSLSessionContext {
    private static final int DAY = 86_400;
    private static final int MOST = 20_480;

    private volatile int timeout = DAY;
    private volatile int size = Integer.getInteger("javax.net.ssl.sessionCacheSize", MOST);

    @Override
    public SSLSession getSession(byte[] id) {
        if (id == null) throw new NullPointerException("session id cannot be null");
        return null;
    }

    @Override
    public Enumeration<byte[]> getIds() {
        return Collections.emptyEnumeration();
    }

    @Override
    public void setSessionTimeout(int seconds) {
        if (seconds < 0) throw new IllegalArgumentException("the timeout is negative");
        timeout = seconds;
    }

    @Override
    public int getSessionTimeout() {
        return timeout;
    }

    @Override
    public void setSessionCacheSize(int entries) {
        if (entries < 0) throw new IllegalArgumentException("the size is negative");
        size = entries;
    }

    @Override
    public int getSessionCacheSize() {
        return size;
    }
}
