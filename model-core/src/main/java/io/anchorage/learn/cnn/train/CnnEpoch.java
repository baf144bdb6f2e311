package io.anchorage.learn.cnn.train;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param steps of the optimiser so far
 * @param loss mean cross-entropy of the batches as they were trained on, in nats
 * @param accuracy of the same, in 0 .. 1
 * @param seconds of the epoch
 */
public record CnnEpoch(int epoch, long steps, double loss, double accuracy, double seconds) {}
