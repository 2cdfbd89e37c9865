package dev.parley.message;

/** What a state can hear from its peer: a handshake message, or TLS 1.2's change_cipher_spec, which is none but has its place. */
public sealed interface Heard permits Handshake, ChangeCipherSpec {}
