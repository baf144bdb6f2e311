package io.anchorage.learn.net;

import ai.djl.ndarray.types.Shape;

/**
 * One learned array of a model.
 *
 * @param index its position among the model's parameters
 * @param name unique in the model; the name it is stored under
 * @param shape row-major
 * @param init its initialisation
 */
public record Parameter(int index, String name, Shape shape, Init init) {}
