package io.anchorage.learn.net;

import ai.djl.ndarray.types.Shape;

/**
 * One array that a model keeps but does not learn: running statistics.
 *
 * @param index its number in the plan
 * @param name unique in the model, as it is stored
 * @param shape row-major
 * @param value before training
 */
public record Buffer(int index, String name, Shape shape, float value) {}
