package dev.parley.message;

/** "From here on I use the new keys." A record type of its own in TLS 1.2. RFC 5246 section 7.1. */
public record ChangeCipherSpec() implements Heard {}
