/** Certificates compressed by Brotli and Zstandard, found by their presence. RFC 8879. */
package dev.parley.compression;
