/**
 * Feature maps of a convolutional network as the subject of fits: which maps there are, the
 * networks that they come from, and how executors make them. B. Y. He, Representing CNN Feature
 * Maps with Implicit Neural Representations (MSc thesis, TU Delft, 2025).
 */
package io.anchorage.jobs.allcnn.maps;
