/** Short names for how a program says hello, by which security people recognize it: JA3, JA3S and JA4 (the client's). */
package dev.parley.fingerprint;
