package io.anchorage.learn.cnn.train;

/**
 * The progress of a training.
 *
 * @param epoch from 1
 * @param epochs of the training
 * @param loss mean cross-entropy of the epoch so far, in nats
 * @param accuracy of the epoch so far, in 0 .. 1
 * @param imagesPerSecond of the epoch so far
 * @param secondsLeft until the training ends, at this speed
 */
public record CnnProgress(
    int epoch,
    int epochs,
    double loss,
    double accuracy,
    double imagesPerSecond,
    double secondsLeft) {}
