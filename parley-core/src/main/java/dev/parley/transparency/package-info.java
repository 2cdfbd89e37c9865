/** Certificate Transparency: does a certificate stand in public logs? RFC 6962. */
package dev.parley.transparency;
