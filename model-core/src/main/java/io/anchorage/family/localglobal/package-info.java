/**
 * Local-Global SIREN: a small network for each partition of the signal, one network that sees all
 * of it, and a merge between their layers (M. Ashkenazi, E. Treister: Towards Croppable Implicit
 * Neural Representations, NeurIPS 2024). A partition can be dropped with its weights.
 */
package io.anchorage.family.localglobal;
