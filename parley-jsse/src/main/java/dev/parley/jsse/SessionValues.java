package dev.parley.jsse;

import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;

/** What programs keep at a session, under names. Thread-safe. */
final class SessionValues {
    private final ConcurrentHashMap<String, Object> all = new ConcurrentHashMap<>();

    void put(SSLSession session, String name, Object value) {
        if (name == null || value == null) throw new IllegalArgumentException("arguments cannot be null");
        unbound(session, name, all.put(name, value));
        if (value instanceof SSLSessionBindingListener listener)
            listener.valueBound(new SSLSessionBindingEvent(session, name));
    }

    Object get(String name) {
        if (name == null) throw new IllegalArgumentException("argument cannot be null");
        return all.get(name);
    }

    void remove(SSLSession session, String name) {
        if (name == null) throw new IllegalArgumentException("argument cannot be null");
        unbound(session, name, all.remove(name));
    }

    private static void unbound(SSLSession session, String name, Object old) {
        if (old instanceof SSLSessionBindingListener listener)
            listener.valueUnbound(new SSLSessionBindingEvent(session, name));
    }

    String[] names() {
        return all.keySet().toArray(String[]::new);
    }
}
