package dev.parley.jsse;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A handshake in a recording of the JDK's flight recorder: how long it took and what came of it. */
@Name("dev.parley.Handshake")
@Label("TLS Handshake")
@Category({"Java Development Kit", "Security", "Parley"})
@Description("A TLS handshake, from its first message to its last")
@StackTrace(false)
final class HandshakeEvent extends Event {
    @Label("Side")
    String side;
    @Label("Peer Host")
    String peerHost;
    @Label("Peer Port")
    int peerPort;
    @Label("Outcome")
    @Description("completed, or the reason of the failure")
    String outcome;
    @Label("Version")
    String version;
    @Label("Cipher Suite")
    String suite;
    @Label("Group")
    String group;
    @Label("Signature Scheme")
    @Description("how the server proved itself")
    String scheme;
    @Label("Application Protocol")
    String protocol;
    @Label("Resumed")
    boolean resumed;
    @Label("Not Resumed Because")
    String notResumed;
}
