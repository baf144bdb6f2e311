/**
 * What families of coordinate MLPs share: networks from a point's coordinates to its values, stored
 * as one column of all weights and biases. Such a family is a configuration ({@link
 * io.anchorage.family.mlp.MlpConfig}) that names its activation and draws its initial parameters.
 */
package io.anchorage.family.mlp;
