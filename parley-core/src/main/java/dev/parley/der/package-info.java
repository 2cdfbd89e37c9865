/** ASN.1 in DER, as far as TLS needs it. X.690. */
package dev.parley.der;
