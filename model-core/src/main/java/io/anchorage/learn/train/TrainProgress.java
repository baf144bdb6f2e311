package io.anchorage.learn.train;

/**
 * Where a training stands.
 *
 * @param epoch from 1
 * @param epochs at most
 * @param batch of the epoch, from 1
 * @param batches of the epoch
 * @param loss mean cross-entropy of the epoch so far, in nats
 * @param accuracy of the epoch so far, in [0, 1]
 * @param samplesPerSecond of the epoch so far
 * @param secondsLeft of the training, if it takes all its epochs at this speed
 */
public record TrainProgress(
    int epoch,
    int epochs,
    long batch,
    long batches,
    double loss,
    double accuracy,
    double samplesPerSecond,
    double secondsLeft) {}
