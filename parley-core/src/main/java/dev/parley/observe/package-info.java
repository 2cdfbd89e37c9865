/** What can be seen of a connection while it lives. Watching never steers, and nobody is shown a secret unless the application asked for it. */
package dev.parley.observe;
