/**
 * What a model sees of a field: the latents of an ARC, or the field's values around its anchors or
 * everywhere. The weights are in {@link io.anchorage.learn.weight}.
 */
package io.anchorage.learn.input;
