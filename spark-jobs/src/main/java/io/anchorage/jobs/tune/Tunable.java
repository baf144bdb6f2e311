package io.anchorage.jobs.tune;

import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.fit.FitSubject;
import java.util.function.Function;

/**
 * A job of fits whose recipe can be replaced.
 *
 * @param job the config of its images, its base recipe and its runs
 * @param subjects what is fitted, under a given recipe
 */
public record Tunable(JobConfig job, Function<FitRecipe, FitSubject> subjects) {
  /** The fits of the images themselves. */
  public static Tunable images(JobConfig job) {
    return new Tunable(
        job, fit -> FitSubject.ofImages(new JobConfig(job.source(), job.signal(), fit, job.run())));
  }

  /** The recipe to begin with. */
  FitRecipe base() {
    return job.fit();
  }

  FitSubject subject(FitRecipe recipe) {
    return subjects.apply(recipe);
  }
}
