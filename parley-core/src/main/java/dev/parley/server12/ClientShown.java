package dev.parley.server12;

import dev.parley.credential.LeafKey;
import dev.parley.credential.PeerChain;
import dev.parley.credential.VerifiedChain;

/** The client has shown a certificate whose path is right; that it holds the key is still to be proved. */
record ClientShown(PeerChain chain, LeafKey leaf, VerifiedChain path) {}
