package io.anchorage.learn.train;

/**
 * Progress of a training.
 *
 * @param epoch from 1
 * @param epochs at most
 * @param batch within the epoch, from 1
 * @param batches in the epoch
 * @param loss mean cross-entropy of the epoch so far, in nats
 * @param accuracy of the epoch so far, in [0, 1]
 * @param samplesPerSecond of the epoch so far
 * @param secondsLeft until the end of the last epoch at this speed
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
