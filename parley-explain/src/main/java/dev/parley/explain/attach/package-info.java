/**
 * Explanations for programs that know nothing of this: what fails in a handshake throws an exception, and the exception
 * leads to the story. {@link dev.parley.explain.attach.Explain} is where to begin.
 */
package dev.parley.explain.attach;
