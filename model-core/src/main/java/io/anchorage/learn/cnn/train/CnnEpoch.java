package io.anchorage.learn.cnn.train;

/**
 * The result of an epoch.
 *
 * @param epoch from 1
 * @param steps that the optimiser has taken so far
 * @param loss mean cross-entropy of the batches in training, in nats
 * @param accuracy of the same, in 0 .. 1
 * @param seconds that the epoch took
 */
public record CnnEpoch(int epoch, long steps, double loss, double accuracy, double seconds) {}
