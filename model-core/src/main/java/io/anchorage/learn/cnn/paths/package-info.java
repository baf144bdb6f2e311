/**
 * Learning along random paths: the network computes some activations of its maps itself and takes
 * the others from SIRENs that follow the maps. B. Y. He, Representing CNN Feature Maps with
 * Implicit Neural Representations (MSc thesis, TU Delft, 2025), section 3.4, and what makes it
 * work.
 */
package io.anchorage.learn.cnn.paths;
