/** A hello within another: made, encrypted, opened and confirmed. RFC 9849. */
package dev.parley.inner;
