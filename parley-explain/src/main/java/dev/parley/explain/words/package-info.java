/**
 * Words for the story, in English and Chinese. They are keyed by the names that the codecs and registries give to things,
 * so a message, a field, an alert or a reason is explained in one place.
 */
package dev.parley.explain.words;
