package dev.parley.server12;

import dev.parley.handshake.Keys12;

/** Both sides have the keys. */
record Exchanged(Keys12 keys, Negotiation chosen) {}
