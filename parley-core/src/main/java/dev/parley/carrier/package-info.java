/**
 * What carries messages: TLS records over a stream. Here bytes become messages and events become bytes; nonces are made
 * here and nowhere else; the one place that turns a failure into an alert is here.
 */
package dev.parley.carrier;
