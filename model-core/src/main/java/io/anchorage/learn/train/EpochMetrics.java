package io.anchorage.learn.train;

/**
 * Metrics of one epoch.
 *
 * @param epoch from 1
 * @param steps of the optimiser so far
 * @param trainLoss mean cross-entropy of the training batches, as augmented, in nats
 * @param trainAccuracy on the same batches, in [0, 1]; for mixed labels, the larger share is the
 *     label
 * @param validationLoss mean cross-entropy in nats; NaN without a validation split
 * @param validationAccuracy in [0, 1]; NaN without a validation split
 * @param learningRate of the last step
 * @param seconds spent on the epoch, validation included
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
