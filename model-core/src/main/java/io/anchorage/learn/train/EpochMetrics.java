package io.anchorage.learn.train;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param steps of the optimiser so far
 * @param trainLoss mean cross-entropy of the batches as they were trained on, in nats
 * @param trainAccuracy of the same, in [0, 1]; of mixed labels the larger counts
 * @param validationLoss mean cross-entropy in nats; NaN without a validation split
 * @param validationAccuracy in [0, 1]; NaN without a validation split
 * @param learningRate of the last step
 * @param seconds of the epoch, validation included
 */
public record EpochMetrics(
    int epoch,
    long steps,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    double learningRate,
    double seconds) {}
