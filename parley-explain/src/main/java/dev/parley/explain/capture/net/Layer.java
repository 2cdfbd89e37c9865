package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;

/** What is left of a packet at some depth, and how to read on. */
public sealed interface Layer {
    /** A packet as it was captured. */
    record Link(LinkType type, Traced bytes) implements Layer {}

    /** What stands behind an EtherType. */
    record Ether(int type, Traced bytes) implements Layer {}

    /** A PPP frame. */
    record Ppp(Traced bytes) implements Layer {}

    /** An IP packet of either version. */
    record Ip(Traced bytes) implements Layer {}

    /** What an IP packet carries, put together from its fragments. */
    record Carried(int protocol, Bytes from, Bytes to, Traced bytes) implements Layer {}

    /** Where unwrapping ends. */
    sealed interface Innermost extends Layer {}

    record Segment(Endpoint from, Endpoint to, TcpHeader header, Traced payload) implements Innermost {}

    record Datagram(Endpoint from, Endpoint to, Traced payload) implements Innermost {}

    /** Well-formed perhaps, but of no interest here: ARP, ICMP, a fragment whose others are still to come. */
    record Uninteresting() implements Innermost {}

    /** Cannot be read. */
    record Broken(String what) implements Innermost {}
}
