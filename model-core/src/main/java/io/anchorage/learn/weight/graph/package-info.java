/**
 * Neural graphs (M. Kofinas, B. Knyazev, Y. Zhang et al.: Graph neural networks for learning
 * equivariant representations of neural networks, 2024): a network as a graph, whose nodes are its
 * units with their biases and whose edges are its weights. Models of graphs do not see the order of
 * hidden units.
 *
 * <p>Weights and biases are seen as they come, best standardised for each layer; what the network
 * computes at learnt points (probes) needs them as they are, and reads {@link
 * io.anchorage.learn.weight.WeightVector#parameters()}.
 */
package io.anchorage.learn.weight.graph;
