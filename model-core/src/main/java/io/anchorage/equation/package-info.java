/**
 * Differential equations whose solutions are fields: what must hold, where it is asked for, how
 * much each part counts, and a principled solver to compare with. Knows no networks: a field is
 * seen as its values and derivatives at points.
 *
 * <p>V. Sitzmann et al.: Implicit neural representations with periodic activation functions (2020),
 * section 4.
 */
package io.anchorage.equation;
