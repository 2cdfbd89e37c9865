package dev.parley.ech;

import java.util.Optional;

/** Where a client gets a server's configurations from: a fixed list, the DNS, a cache. Asked once for each connection; may block if it says so. */
@FunctionalInterface
public interface EchSource {
    EchSource NONE = (_, _) -> Optional.empty();

    /** The configurations of this server, if it has any. */
    Optional<EchConfigList> find(String host, int port);

    /** Always the same. */
    static EchSource of(EchConfigList list) {
        return (_, _) -> Optional.of(list);
    }
}
