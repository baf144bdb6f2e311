package io.anchorage.jobs.experiment;

import io.anchorage.jobs.config.SourceConfig.Format;

/**
 * Where the images of a dataset come from in one run.
 *
 * @param name of the dataset that is read
 * @param path any Hadoop path
 * @param format how it is laid out
 * @param sample whether it is the shipped part of it only
 * @param inPlaceOf the dataset that the experiment asks for, if this one stands in; else empty
 */
record Images(String name, String path, Format format, boolean sample, String inPlaceOf) {
  /** In a few words. */
  String words() {
    return name
        + (sample ? " (the shipped sample)" : "")
        + (inPlaceOf.isEmpty() ? "" : " in place of " + inPlaceOf);
  }

  Images standingInFor(String dataset) {
    return new Images(name, path, format, sample, dataset);
  }
}
