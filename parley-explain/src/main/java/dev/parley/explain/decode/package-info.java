/** From captures to what was said in them: each recorded conversation is followed by a bystander with the stack's own codecs. */
package dev.parley.explain.decode;
