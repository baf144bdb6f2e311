package io.anchorage.learn.train;

import io.anchorage.score.Confusion;

/**
 * How a classifier does on a dataset.
 *
 * @param loss mean cross-entropy in nats; NaN of nothing
 * @param confusion truth against prediction
 */
public record Evaluation(double loss, Confusion confusion) {}
