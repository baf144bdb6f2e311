/**
 * Training along random paths: the network computes some activations of its maps itself and takes
 * the others from SIRENs that track the maps. Follows B. Y. He, Representing CNN Feature Maps with
 * Implicit Neural Representations (MSc thesis, TU Delft, 2025), section 3.4, with additions that
 * make it work.
 */
package io.anchorage.learn.cnn.paths;
