/**
 * The modified All-CNN whose feature maps are fitted: B. Y. He, Representing CNN Feature Maps with
 * Implicit Neural Representations (MSc thesis, TU Delft, 2025), after J. T. Springenberg et al.,
 * Striving for Simplicity: The All Convolutional Net (2015). {@link io.anchorage.learn.cnn.AllCnn}
 * learns, on PyTorch; {@link io.anchorage.learn.cnn.FrozenCnn} gives the maps of a network that
 * does not, in plain Java and the same bits on every machine.
 */
package io.anchorage.learn.cnn;
