/**
 * DWSNets (A. Navon et al.: Equivariant architectures for learning in deep weight spaces, 2023):
 * every pair of a network's weight matrices and bias vectors is joined by a map that commutes with
 * the order of hidden units.
 */
package io.anchorage.learn.weight.dws;
