package io.anchorage.fit;

import io.anchorage.signal.Signal;

/**
 * A fit to be carried out.
 *
 * @param repeat which of the image's fits, from 0
 */
public record FitTask(Signal signal, int repeat) {}
