package io.anchorage.learn.weight.graph;

import java.util.List;

/**
 * The edges of a graph that are followed both ways. Edge layer l lies between node layers l and l +
 * 1; its arrays are [networks, lower, upper, channels], whichever way they are followed.
 *
 * @param up from lower to upper nodes
 * @param down from upper to lower nodes
 */
record EdgeLayers(List<EdgeFeatures> up, List<EdgeFeatures> down) {}
