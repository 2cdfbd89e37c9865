package dev.parley.server13;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.Party;
import dev.parley.id.CipherSuite;
import dev.parley.message.ClientHello;

/** What was settled by the hello. @param share the client's; @param answers for EncryptedExtensions */
record Negotiated(Party party, ClientHello hello, CipherSuite suite, KeyShare.Entry share, OwnCredential own,
    ExtensionBlock answers,
    boolean retried) {}
