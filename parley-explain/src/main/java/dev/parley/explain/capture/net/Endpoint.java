package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An address with a port.
 *
 * @param address 4 bytes for IPv4, 16 for IPv6
 */
public record Endpoint(Bytes address, int port) implements Comparable<Endpoint> {
    private static final Comparator<Endpoint> ORDER = Comparator
        .<Endpoint, byte[]>comparing(endpoint -> endpoint.address.toArray(), Arrays::compareUnsigned)
        .thenComparingInt(Endpoint::port);

    public Endpoint {
        if (address.length() != 4 && address.length() != 16)
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + address.length());
        if (port < 0 || port > 0xFFFF) throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }

    /** @throws IllegalArgumentException if the name was not resolved */
    public static Endpoint of(InetSocketAddress address) {
        if (address.isUnresolved()) throw new IllegalArgumentException(address + " is not resolved");
        return new Endpoint(Bytes.of(address.getAddress().getAddress()), address.getPort());
    }

    public boolean isIpv4() {
        return address.length() == 4;
    }

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }

    /** As people write it: {@code 192.0.2.1:443} or {@code [2001:db8::1]:443}. */
    @Override
    public String toString() {
        return isIpv4() ? addressText() + ":" + port : "[" + addressText() + "]:" + port;
    }

    /** The address alone; IPv6 as RFC 5952 wants it. */
    public String addressText() {
        return isIpv4()
            ? address.at(0) + "." + address.at(1) + "." + address.at(2) + "." + address.at(3)
            : ipv6();
    }

    private String ipv6() {
        int zerosFrom = 8;
        int zeros = 1;                                         // RFC 5952 section 4.2.2: a single zero is not shortened
        for (int from = 0; from < 8; from++) {
            int run = 0;
            while (from + run < 8 && group(from + run) == 0) run++;
            if (run > zeros) {
                zerosFrom = from;
                zeros = run;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == zerosFrom) {
                text.append("::");
                i += zeros - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') text.append(':');
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        return address.at(2 * index) << 8 | address.at(2 * index + 1);
    }
}
