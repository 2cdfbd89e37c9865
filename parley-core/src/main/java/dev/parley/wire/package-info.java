/** Formats as values: codecs that read, write, print themselves and can be watched. Knows nothing of TLS. */
package dev.parley.wire;
