/**
 * What all states have in common: they hear messages, answer with a step, and say what should be done as events. A state
 * knows messages and epochs, never records, sockets, buffers or threads.
 */
package dev.parley.handshake;
