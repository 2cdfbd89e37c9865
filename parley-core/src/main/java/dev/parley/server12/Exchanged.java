package dev.parley.server12;

import dev.parley.handshake.Keys12;
import java.util.Optional;

/** Both sides have the keys. @param chosen empty if an earlier session goes on */
record Exchanged(Keys12 keys, Optional<Negotiation> chosen) {}
