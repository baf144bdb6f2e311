package io.anchorage.jobs.experiment;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.NearestKey;
import java.util.List;
import java.util.Optional;

/** Finds the datasets of an experiment. */
final class ImageSearch {
  private final Experiment experiment;
  private final Scale scale;
  private final Inputs inputs;

  /**
   * @throws UserException if an input does not belong to any dataset of the experiment
   */
  ImageSearch(Experiment experiment, Scale scale, Inputs inputs) {
    this.experiment = experiment;
    this.scale = scale;
    this.inputs = inputs;
    List<String> names = experiment.config().datasets().stream().map(DatasetConfig::name).toList();
    for (String name : inputs.paths().keySet()) {
      if (!names.contains(name)) {
        throw new UserException(
            Kind.CONFIG,
            "--input %s=%s: %s has no dataset of that name, did you mean %s?"
                .formatted(
                    name, inputs.paths().get(name), experiment.file(), NearestKey.of(name, names)));
      }
    }
  }

  /**
   * Finds the images of a dataset: at the path that the user gave or, at small scale, its sample or
   * its stand-in.
   *
   * @return empty if none of these exists
   * @throws UserException at full scale, if the dataset is not given and {@code --partial} is not
   *     set
   */
  Optional<Images> of(String name) {
    DatasetConfig dataset = experiment.dataset(name);
    Optional<Images> own = own(dataset);
    if (own.isPresent()) {
      return own;
    }
    if (scale == Scale.FULL && !inputs.partial()) {
      throw new UserException(
          Kind.INPUT, missing(dataset) + ", or skip what needs it with --partial");
    }
    return scale == Scale.FULL || dataset.standIn().isEmpty()
        ? Optional.empty()
        : own(experiment.dataset(dataset.standIn())).map(images -> images.standingInFor(name));
  }

  /** The message for a dataset that is not available: what to do about it. */
  String missing(DatasetConfig dataset) {
    return "Dataset %s is missing: give --input %s=PATH, the folder of %s"
        .formatted(
            dataset.name(),
            dataset.name(),
            switch (dataset.format()) {
              case IDX -> "its IDX files (train-images-idx3-ubyte[.gz] and so on)";
              case CIFAR10, CIFAR100 ->
                  "its binary batches (data_batch_1.bin, or train.bin, and so on)";
              case FOLDER -> "its images, with subfolders train and val or test";
              case PARQUET -> "its Parquet files";
              case AUTO -> "its files";
            });
  }

  private Optional<Images> own(DatasetConfig dataset) {
    String given = inputs.paths().getOrDefault(dataset.name(), dataset.path());
    if (!given.isEmpty()) {
      return Optional.of(new Images(dataset.name(), given, dataset.format(), false, ""));
    }
    if (scale == Scale.SMALL && !dataset.sample().isEmpty()) {
      String path = experiment.near(dataset.sample()).toString();
      return Optional.of(new Images(dataset.name(), path, dataset.format(), true, ""));
    }
    return Optional.empty();
  }
}
