/**
 * What the families of coordinate MLPs have in common: networks from a point's coordinates to its
 * values, one column with all weights and biases. A family of this kind is a configuration ({@link
 * io.anchorage.family.mlp.MlpConfig}) that names its activation and draws its start.
 */
package io.anchorage.family.mlp;
