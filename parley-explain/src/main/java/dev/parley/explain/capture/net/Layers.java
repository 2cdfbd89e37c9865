package dev.parley.explain.capture.net;

import dev.parley.wire.WireFailure;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Unwraps a packet layer by layer, until TCP, UDP or nothing of interest is left. For one thread, packets in the order
 * of the capture: it keeps IP fragments until their datagram is whole.
 */
public final class Layers {
    /** Tunnels may lie in tunnels; forty layers are an attack, not a network. */
    private static final int DEEPEST = 40;

    private final Fragments fragments;
    private final Set<LinkType> unsupported = new HashSet<>();

    /** @param notes told what is odd about a packet that is read all the same */
    public Layers(Consumer<String> notes) {
        fragments = new Fragments(notes);
    }

    public Layer.Innermost unwrap(LinkType type, Traced packet, Instant time) {
        if (!LinkLayer.reads(type)) return unsupported(type);
        Layer layer = new Layer.Link(type, packet);
        try {
            for (int depth = 0; depth < DEEPEST; depth++) {
                layer = switch (layer) {
                    case Layer.Link link -> LinkLayer.unwrap(link);
                    case Layer.Ether ether -> EtherLayer.unwrap(ether);
                    case Layer.Ppp ppp -> EtherLayer.unwrap(ppp);
                    case Layer.Ip ip -> IpLayer.unwrap(ip, fragments, time);
                    case Layer.Carried carried -> CarriedLayer.unwrap(carried);
                    case Layer.Innermost innermost -> innermost;
                };
                if (layer instanceof Layer.Innermost innermost) return innermost;
            }
            return new Layer.Broken("more than " + DEEPEST + " layers in one packet");
        } catch (WireFailure failure) {
            return new Layer.Broken(layer.getClass().getSimpleName() + " layer: " + failure.getMessage());
        }
    }

    /** Said once, not for each of a million packets. */
    private Layer.Innermost unsupported(LinkType type) {
        if (!unsupported.add(type)) return new Layer.Uninteresting();
        return new Layer.Broken("packets that begin with " + type + " cannot be read");
    }
}
