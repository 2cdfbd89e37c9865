/**
 * What outlives a connection: sessions, the tickets that carry them, the keys that seal tickets, and where all that is
 * kept. Interfaces here may be answered by one machine's memory or by many machines together.
 */
package dev.parley.session;
