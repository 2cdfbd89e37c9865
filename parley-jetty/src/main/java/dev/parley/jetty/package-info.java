/**
 * What Jetty needs besides the provider: it asks an engine for its application protocol only through a service that knows
 * the engine's class, and its own knows the JDK's alone.
 */
package dev.parley.jetty;
