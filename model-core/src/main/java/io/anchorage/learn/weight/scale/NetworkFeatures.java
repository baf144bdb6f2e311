package io.anchorage.learn.weight.scale;

import java.util.SortedMap;

/**
 * The features of a batch of networks, of those layers that are needed.
 *
 * @param networks in the batch
 * @param nodes [networks, units, channels] by layer of nodes, 0 for the inputs
 * @param edges [networks, from, to, channels] by layer of edges; l leads from nodes l to l + 1
 */
record NetworkFeatures(
    int networks, SortedMap<Integer, Features> nodes, SortedMap<Integer, Features> edges) {}
