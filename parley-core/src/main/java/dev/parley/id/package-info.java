/** The protocol's numbers with their names and what they stand for. Open: an unknown number is a value, not an error. */
package dev.parley.id;
