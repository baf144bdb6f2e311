/**
 * Feature maps of the All-CNN as the subject of fits: which maps there are, the networks that
 * compute them, and how executors do so. B. Y. He, Representing CNN Feature Maps with Implicit
 * Neural Representations (MSc thesis, TU Delft, 2025).
 */
package io.anchorage.jobs.allcnn.maps;
