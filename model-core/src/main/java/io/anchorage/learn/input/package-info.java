/**
 * What a model sees of a field: the latents of an ARC, what a field shows around its anchors or
 * everywhere. Weights are in {@link io.anchorage.learn.weight}.
 */
package io.anchorage.learn.input;
