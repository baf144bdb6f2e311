package io.anchorage.learn.net;

import ai.djl.ndarray.types.Shape;

/**
 * One learned array of a model.
 *
 * @param index its number in the plan
 * @param name unique in the model, as it is stored
 * @param shape row-major
 * @param init before training
 */
public record Parameter(int index, String name, Shape shape, Init init) {}
