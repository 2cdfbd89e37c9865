/** Hybrid public key encryption in base mode, on the door to cryptography. RFC 9180. */
package dev.parley.hpke;
