package io.anchorage.fit;

import io.anchorage.signal.Signal;

/**
 * One fit to be done.
 *
 * @param repeat which of the image's redundant fits, from 0
 */
public record FitTask(Signal signal, int repeat) {}
