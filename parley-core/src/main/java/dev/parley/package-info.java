/**
 * TLS for the JVM that you can see into. {@link dev.parley.Tls} is the front door: immutable configuration; then a
 * blocking {@link dev.parley.Link}, made for virtual threads, or a {@link dev.parley.Connection} without input and output
 * of its own. Everything else is an answer one may read.
 */
package dev.parley;
