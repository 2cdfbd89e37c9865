package dev.parley.config;

import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a client said in its hello, for whoever decides how to answer it.
 *
 * @param serverName the host it wants, in lower case
 * @param raw the whole message with its header of four bytes
 */
public record Hello(Optional<String> serverName, List<ProtocolVersion> versions, List<CipherSuite> suites,
    List<NamedGroup> groups,
    List<SignatureScheme> schemes, List<Bytes> protocols, Bytes raw) {}
