/** Runs readers on files that are valid but for random damage, and counts what must not happen. */
package io.anchorage.fuzz;
