package io.anchorage.jobs.experiment;

import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.experiment.FitConfig.Splits;
import io.anchorage.jobs.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The plan of one field table of an experiment at one scale.
 *
 * @param name the fit's name in the experiment
 * @param job the effective config of the fit job
 * @param images where its images come from
 * @param splits the splits to fit
 * @param train maximum number of training images; 0 for all
 * @param test maximum number of test images; 0 for all
 * @param decoder the plan whose decoder it takes; null to learn its own
 * @param aligned the plan whose fields it aligns; null to fit images
 * @param changed overrides of the recipe that hold at this scale only, for the report
 */
record FitPlan(
    String name,
    JobConfig job,
    Images images,
    Splits splits,
    int train,
    int test,
    FitPlan decoder,
    FitPlan aligned,
    List<String> changed) {
  private static final int HASH_DIGITS = 12;

  FitPlan {
    changed = List.copyOf(changed);
  }

  static FitPlan of(
      Experiment experiment, FitConfig fit, Scale scale, Images images, FitPlan decoder) {
    SizeConfig size = experiment.size(scale);
    List<String> changed = new ArrayList<>(size.recipe());
    changed.addAll(scale == Scale.SMALL ? fit.small() : List.of());
    List<String> settings = new ArrayList<>(fit.set());
    settings.addAll(changed);
    settings.add("source.format=" + images.format().name().toLowerCase(Locale.ROOT));
    settings.add("source.dataset=" + images.name());
    JobConfig job = JobConfigs.load(experiment.near(experiment.config().recipe()), settings);
    return new FitPlan(
        fit.name(),
        job,
        images,
        fit.splits(),
        least(fit.train(), size.train()),
        least(fit.test(), size.test()),
        decoder,
        null,
        scale == Scale.SMALL ? fit.small() : List.of());
  }

  /** The plan of the same fields, aligned to one random network. */
  FitPlan aligned(String other) {
    return new FitPlan(other, job, images, splits, train, test, null, this, changed);
  }

  /** The smaller of two limits, where 0 means no limit. */
  private static int least(int one, int other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }

  /**
   * The name of the table's folder: the fit's name and a hash of everything that determines its
   * fields.
   */
  String key() {
    String decides = aligned == null ? ofImages() : "aligned/" + aligned.key();
    return name
        + "-"
        + Sha256.of(decides.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
  }

  private String ofImages() {
    return String.join(
        "/",
        Recipe.of(job).hash(),
        images.name(),
        images.sample() ? "sample" : "whole",
        splits.name(),
        Integer.toString(train),
        Integer.toString(test),
        decoder == null ? "own" : decoder.key());
  }
}
