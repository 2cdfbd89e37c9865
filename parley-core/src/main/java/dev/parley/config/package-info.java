/** What one side is willing to do: immutable, shared by as many connections as one likes. */
package dev.parley.config;
