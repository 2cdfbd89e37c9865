/** Everything that can go wrong, in one list, and the exception that carries it. */
package dev.parley.failure;
