/**
 * Neural functional networks (A. Zhou et al.: Permutation equivariant neural functionals, 2023):
 * equivariant layers of means over rows and columns.
 */
package io.anchorage.learn.weight.nfn;
