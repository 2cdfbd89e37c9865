/**
 * The extensions: one file each, with its format, where it may stand, what a client offers, what a server answers, and
 * what a client accepts. {@link dev.parley.extension.Extensions#ALL} lists them in the order on the wire; the block
 * enforces once for all that none comes twice, in a wrong place, or unasked.
 *
 * <p>What does not fit: PSK binders and Encrypted Client Hello rewrite the hello that holds them; that is the states' work.
 */
package dev.parley.extension;
