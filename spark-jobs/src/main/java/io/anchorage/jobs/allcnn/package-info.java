/**
 * Jobs in which the All-CNN learns while SIRENs follow its maps: Experiments 2 and 3 of B. Y. He,
 * Representing CNN Feature Maps with Implicit Neural Representations (MSc thesis, TU Delft, 2025).
 */
package io.anchorage.jobs.allcnn;
