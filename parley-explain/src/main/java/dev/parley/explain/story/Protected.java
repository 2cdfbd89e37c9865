package dev.parley.explain.story;

import dev.parley.id.BulkCipher;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * How a record was protected. RFC 9846 sections 5.2 and 5.3; RFC 5246 section 6.2.3.3, RFC 5288 section 3, RFC 7905.
 *
 * @param cipher that did it
 * @param nonce unique for the key; known if the story has secrets, or if the record carries it; none with CBC
 * @param additional what is authenticated besides, in the clear; none with CBC
 * @param tag at the end of the record; none with CBC
 */
public record Protected(BulkCipher cipher, Optional<Bytes> nonce, Optional<Bytes> additional, Optional<Bytes> tag) {}
