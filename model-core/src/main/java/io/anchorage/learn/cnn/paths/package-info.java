/**
 * Learning along random paths: a network that computes some activations itself and takes the others
 * of its maps from SIRENs that follow them. B. Y. He, Representing CNN Feature Maps with Implicit
 * Neural Representations (MSc thesis, TU Delft, 2025), section 3.4, and what makes it work.
 */
package io.anchorage.learn.cnn.paths;
