/** Stories on a terminal: two columns, client and server, and what passes between them. */
package dev.parley.explain.text;
