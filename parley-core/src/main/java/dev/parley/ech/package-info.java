/** Encrypted Client Hello: configurations, their keys, and what a side does about them. RFC 9849. */
package dev.parley.ech;
