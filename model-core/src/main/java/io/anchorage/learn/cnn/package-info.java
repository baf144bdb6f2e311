/**
 * The modified All-CNN whose feature maps are fitted: B. Y. He, Representing CNN Feature Maps with
 * Implicit Neural Representations (MSc thesis, TU Delft, 2025), after J. T. Springenberg et al.,
 * Striving for Simplicity: The All Convolutional Net (2015). {@link io.anchorage.learn.cnn.AllCnn}
 * is the network in training, on PyTorch; {@link io.anchorage.learn.cnn.FrozenCnn} computes the
 * maps of a fixed one in plain Java, with the same bits on every machine.
 */
package io.anchorage.learn.cnn;
