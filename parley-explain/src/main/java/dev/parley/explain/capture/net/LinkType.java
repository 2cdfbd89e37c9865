package dev.parley.explain.capture.net;

import java.util.Map;

/**
 * What a captured packet begins with, by the numbers that capture files use (tcpdump.org's list of link-layer types).
 * An unknown number is a value like any other.
 */
public record LinkType(int id) {
    public static final LinkType NULL = new LinkType(0);
    public static final LinkType ETHERNET = new LinkType(1);
    public static final LinkType PPP = new LinkType(9);
    public static final LinkType RAW_BSD = new LinkType(12);
    public static final LinkType RAW_OPENBSD = new LinkType(14);
    public static final LinkType PPP_SERIAL = new LinkType(50);
    public static final LinkType PPPOE = new LinkType(51);
    public static final LinkType RAW = new LinkType(101);
    public static final LinkType LOOP = new LinkType(108);
    public static final LinkType LINUX_COOKED = new LinkType(113);
    public static final LinkType IPV4 = new LinkType(228);
    public static final LinkType IPV6 = new LinkType(229);
    public static final LinkType LINUX_COOKED_2 = new LinkType(276);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
        Map.entry(0, "BSD loopback"),
        Map.entry(1, "Ethernet"),
        Map.entry(6, "Token Ring"),
        Map.entry(9, "PPP"),
        Map.entry(10, "FDDI"),
        Map.entry(12, "raw IP"),
        Map.entry(14, "raw IP"),
        Map.entry(50, "PPP in HDLC framing"),
        Map.entry(51, "PPPoE"),
        Map.entry(101, "raw IP"),
        Map.entry(105, "IEEE 802.11"),
        Map.entry(108, "OpenBSD loopback"),
        Map.entry(109, "OpenBSD IPsec"),
        Map.entry(113, "Linux cooked"),
        Map.entry(117, "OpenBSD pflog"),
        Map.entry(119, "IEEE 802.11 with Prism header"),
        Map.entry(127, "IEEE 802.11 with radiotap header"),
        Map.entry(163, "IEEE 802.11 with AVS header"),
        Map.entry(187, "Bluetooth HCI"),
        Map.entry(189, "USB"),
        Map.entry(195, "IEEE 802.15.4"),
        Map.entry(220, "USB, Linux padded"),
        Map.entry(227, "CAN bus"),
        Map.entry(228, "raw IPv4"),
        Map.entry(229, "raw IPv6"),
        Map.entry(239, "Linux netfilter log"),
        Map.entry(253, "Linux netlink"),
        Map.entry(276, "Linux cooked, version 2"));

    /** Its name and number: {@code Ethernet (1)}. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(id, "link type") + " (" + id + ")";
    }
}
