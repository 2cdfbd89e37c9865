/**
 * Who a side is and whom it believes. {@link dev.parley.credential.Credential} is a chain with its key,
 * {@link dev.parley.credential.Credentials} are those that a side has, {@link dev.parley.credential.Selection} says
 * which one a connection gets and why not another; {@link dev.parley.credential.Trust} judges the chain of the other
 * side.
 *
 * <p>Everything here is immutable and thread-safe unless it says otherwise. Nothing here opens a connection.
 */
package dev.parley.credential;
