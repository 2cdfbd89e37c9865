package dev.parley.jsse;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A connection that failed, in a recording of the JDK's flight recorder. */
@Name("dev.parley.Failure")
@Label("TLS Failure")
@Category({"Java Development Kit", "Security", "Parley"})
@Description("A TLS connection that failed, during its handshake or later")
@StackTrace(false)
final class FailureEvent extends Event {
    @Label("Side")
    String side;
    @Label("Peer Host")
    String peerHost;
    @Label("Peer Port")
    int peerPort;
    @Label("Reason")
    String reason;
    @Label("Detail")
    String detail;
    @Label("Alert")
    String alert;
    @Label("Alert From The Peer")
    boolean fromPeer;
    @Label("State")
    String state;
    @Label("What To Change")
    String remedy;
}
