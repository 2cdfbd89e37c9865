package dev.parley.client12;

import dev.parley.credential.LeafKey;
import dev.parley.credential.PeerChain;
import dev.parley.handshake.Agreed12;

/** The server has shown a certificate, which nobody has checked yet. @param hasStatus has CertificateStatus come? */
record Shown(Agreed12 agreed, PeerChain chain, LeafKey leaf, boolean hasStatus) {}
