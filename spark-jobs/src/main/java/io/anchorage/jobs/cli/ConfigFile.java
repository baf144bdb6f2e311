package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.jobs.allcnn.maps.MapJobConfig;
import io.anchorage.jobs.allcnn.moving.MovingJobConfig;
import io.anchorage.jobs.allcnn.paths.PathJobConfig;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.learn.TrainJobConfig;
import io.anchorage.jobs.solve.SolveJobConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which command a config file is for, by its sections. */
final class ConfigFile {
  /** The keys of a file, by the command that reads it; the first whose keys suffice is meant. */
  private static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

  static {
    KEYS.put("fit", ConfigDump.keys(JobConfig.class));
    KEYS.put("solve", ConfigDump.keys(SolveJobConfig.class));
    KEYS.put("train", ConfigDump.keys(TrainJobConfig.class));
    KEYS.put("feature-maps", ConfigDump.keys(MapJobConfig.class));
    KEYS.put("moving-maps", ConfigDump.keys(MovingJobConfig.class));
    KEYS.put("train-paths", ConfigDump.keys(PathJobConfig.class));
    KEYS.put(
        "experiment",
        List.of(
            "title",
            "recipe",
            "training",
            "score",
            "datasets",
            "fits",
            "classifiers",
            "table",
            "small",
            "full"));
  }

  private ConfigFile() {}

  /**
   * Returns the file.
   *
   * @param commands whose file it may be
   * @throws UserException if it is a file of another command
   */
  static Path of(Path file, String... commands) {
    Set<String> given = ConfigReader.read(file).entries().keySet();
    for (String command : commands) {
      if (KEYS.get(command).containsAll(given)) {
        return file;
      }
    }
    List<String> own = new ArrayList<>();
    for (String command : commands) {
      own.addAll(KEYS.get(command));
    }
    command(given)
        .ifPresent(
            other -> {
              throw new UserException(
                  Kind.CONFIG,
                  "%s is a config for %s, not for %s: it has a section %s; give --config another file, or run anchorage %s"
                      .formatted(
                          file,
                          other,
                          String.join(" or ", commands),
                          given.stream().filter(key -> !own.contains(key)).findFirst().orElse(""),
                          other));
            });
    return file;
  }

  /** The command whose file has these keys; empty if there is none. */
  static Optional<String> command(Set<String> keys) {
    return KEYS.entrySet().stream()
        .filter(entry -> entry.getValue().containsAll(keys))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
