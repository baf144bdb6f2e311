/**
 * A network's weight matrices and bias vectors as features of its units: axes of exchangeable
 * units, axes that are not exchangeable folded into the channels, and means or maxima over units.
 * The ground on which layers stand that are equivariant to the order of units.
 */
package io.anchorage.learn.weight.part;
