/** AES-CCM for peers that have nothing else. */
package dev.parley.crypto.ccm;
