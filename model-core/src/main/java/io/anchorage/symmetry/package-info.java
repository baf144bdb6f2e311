/**
 * The symmetries of a network's parameters: changes of its hidden units that leave its function as
 * it is, changes of its coordinates that move its image, and one representative of all equivalent
 * parameters.
 */
package io.anchorage.symmetry;
