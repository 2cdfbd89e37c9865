/**
 * The messages: one record each, with its format. {@link dev.parley.message.Dialect} says which there are at a time;
 * messages of TLS 1.2 and 1.3 that share a name but not a format are different records.
 */
package dev.parley.message;
