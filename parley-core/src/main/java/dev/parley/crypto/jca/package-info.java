/** Cryptography by the providers of the Java Cryptography Architecture, nothing of one's own but checks and padding. */
package dev.parley.crypto.jca;
