/**
 * Learning from fields: {@code net} layers over a tensor library, {@code optim} optimisers and the
 * one training step, {@code input} what a model sees of a field, {@code point} and {@code weight}
 * the models, {@code train} the loop. {@link io.anchorage.learn.Models} and {@link
 * io.anchorage.learn.Inputs} list what there is.
 */
package io.anchorage.learn;
