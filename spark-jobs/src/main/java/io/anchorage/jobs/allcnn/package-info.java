/**
 * The experiments of B. Y. He, Representing CNN Feature Maps with Implicit Neural Representations
 * (MSc thesis, TU Delft, 2025), one folder each: {@code maps} fits the maps of a fixed All-CNN,
 * {@code moving} follows those of one that learns, {@code paths} trains one along random paths.
 * Here is what they share.
 */
package io.anchorage.jobs.allcnn;
