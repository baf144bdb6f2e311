/**
 * Scale graph metanetworks (I. Kalogeropoulos, G. Bouritsas, Y. Panagakis: Scale Equivariant Graph
 * Metanetworks, 2024): a graph network over the units of a network whose features change sign with
 * their units, for activations that are odd. What units send each other depends on signs as it
 * must, and the logits do not depend on them at all.
 *
 * <p>The graph of an MLP is layered: all arrays are those of one layer, {@code [networks, units,
 * channels]} or {@code [networks, from, to, channels]}.
 */
package io.anchorage.learn.weight.scale;
