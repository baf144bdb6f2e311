package io.anchorage.learn.net;

import ai.djl.ndarray.types.Shape;

/**
 * An array that belongs to a model but is not learned: running statistics.
 *
 * @param index its position among the model's buffers
 * @param name unique in the model; the name it is stored under
 * @param shape row-major
 * @param value every element before training
 */
public record Buffer(int index, String name, Shape shape, float value) {}
