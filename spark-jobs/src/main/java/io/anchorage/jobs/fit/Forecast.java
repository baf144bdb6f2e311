package io.anchorage.jobs.fit;

/**
 * What a request would take, from fits of two seconds on this machine.
 *
 * @param tasks Spark tasks
 * @param cores cores of this machine that would work at once; 0 if the master is elsewhere
 * @param seconds of fitting on these cores, or on one core if the master is elsewhere; NaN if
 *     nothing could be fitted
 * @param bytes of the table's new fields; NaN if no fit came to its end
 * @param learns whether parameters that all fields share are learnt before, which takes time of its
 *     own
 */
public record Forecast(int tasks, int cores, double seconds, double bytes, boolean learns) {}
