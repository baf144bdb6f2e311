package io.anchorage.learn.train;

import io.anchorage.score.Confusion;

/**
 * The score of a classifier on a dataset.
 *
 * @param loss mean cross-entropy in nats; NaN for an empty dataset
 * @param confusion truth against prediction
 */
public record Evaluation(double loss, Confusion confusion) {}
