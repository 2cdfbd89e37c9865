/** From shared secrets to keys: RFC 9846 section 7 as types, and the pseudorandom function of TLS 1.2. */
package dev.parley.schedule;
