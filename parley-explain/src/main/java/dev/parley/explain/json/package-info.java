/** Stories for programs: as maps and lists, ready for whatever writes JSON. */
package dev.parley.explain.json;
