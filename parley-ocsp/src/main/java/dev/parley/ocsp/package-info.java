/** A server's OCSP responses, fetched in the background and kept fresh. RFC 6960, RFC 6066 section 8. */
package dev.parley.ocsp;
