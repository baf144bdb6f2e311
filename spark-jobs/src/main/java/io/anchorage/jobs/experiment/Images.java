package io.anchorage.jobs.experiment;

import io.anchorage.jobs.config.SourceConfig.Format;

/**
 * Where the images of a dataset come from in one run.
 *
 * @param name name of the dataset that is read
 * @param path any Hadoop path
 * @param format layout of the dataset
 * @param sample whether it is only the shipped sample of the dataset
 * @param inPlaceOf name of the dataset that this one stands in for; empty if it stands in for none
 */
record Images(String name, String path, Format format, boolean sample, String inPlaceOf) {
  /** A description in a few words. */
  String words() {
    return name
        + (sample ? " (the shipped sample)" : "")
        + (inPlaceOf.isEmpty() ? "" : " in place of " + inPlaceOf);
  }

  Images standingInFor(String dataset) {
    return new Images(name, path, format, sample, dataset);
  }
}
