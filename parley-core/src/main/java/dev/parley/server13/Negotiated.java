package dev.parley.server13;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.handshake.FoundPsk;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.Party;
import dev.parley.id.CipherSuite;
import dev.parley.message.ClientHello;
import dev.parley.observe.EarlyFate;
import java.util.Optional;

/**
 * What was settled by the hello.
 *
 * @param share the client's; empty if a pre-shared key goes alone
 * @param own what this side shows; nothing if a pre-shared key was taken
 * @param answers for EncryptedExtensions
 */
record Negotiated(Party party, ClientHello hello, CipherSuite suite, Optional<KeyShare.Entry> share,
    Optional<OwnCredential> own,
    FoundPsk found, ExtensionBlock answers, boolean retried, EarlyFate early) {}
