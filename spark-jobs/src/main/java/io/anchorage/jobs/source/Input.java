package io.anchorage.jobs.source;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.kernel.random.Seeds;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * An input path and the settings that a source is opened with.
 *
 * @param root the input: a folder, or a file where the source accepts one
 * @param dataset the dataset's name
 * @param seed the run's seed, for splits that are drawn
 * @param splits the wanted splits; empty for all
 */
public record Input(
    HadoopFiles files,
    FileStatus root,
    String dataset,
    SourceConfig config,
    long seed,
    Set<String> splits) {

  public static Input of(
      HadoopFiles files, String path, SourceConfig config, long seed, Set<String> splits) {
    FileStatus root = files.input(path);
    return new Input(files, root, nameOf(root, config), config, seed, Set.copyOf(splits));
  }

  private static String nameOf(FileStatus root, SourceConfig config) {
    if (!config.dataset().isEmpty()) {
      return config.dataset();
    }
    Path folder = root.isDirectory() ? root.getPath() : root.getPath().getParent();
    return folder.getName().isEmpty() ? "images" : folder.getName();
  }

  public Path path() {
    return root.getPath();
  }

  public boolean wants(String split) {
    return splits.isEmpty() || splits.contains(split);
  }

  /**
   * Draws the split of an image whose source names none, from the seed and the image's name.
   *
   * @param name a name that is the same in every run
   */
  public String drawnSplit(String name) {
    double uniform = (new Seeds(seed, name, 0).key("split") >>> 11) * 0x1p-53;
    return uniform < config.testFraction() ? Splits.TEST : Splits.TRAIN;
  }

  /** Refuses a {@code source.test-fraction} that would be ignored. */
  public void refuseTestFraction(String because) {
    if (config.testFraction() > 0) {
      throw new UserException(
          Kind.CONFIG,
          "source.test-fraction is %s, but %s; remove it from the config"
              .formatted(config.testFraction(), because));
    }
  }

  /**
   * Refuses settings that would be ignored.
   *
   * @param format the name of the input's format, for the message
   * @param read those of {@code source.subset}, {@code source.image-column} and {@code
   *     source.label-column} that the format knows
   */
  public void refuseUnread(String format, Set<String> read) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("source.subset", config.subset());
    settings.put("source.image-column", config.imageColumn());
    settings.put("source.label-column", config.labelColumn());
    settings.forEach(
        (key, value) -> {
          if (!value.isEmpty() && !read.contains(key)) {
            throw new UserException(
                Kind.CONFIG,
                "%s is %s, but %s knows no such setting; remove it from the config"
                    .formatted(key, value, format));
          }
        });
  }

  /** Refuses an input that holds none of the wanted splits, or no image at all. */
  public void requireSome(Collection<String> found) {
    if (found.isEmpty()) {
      throw error("Dataset is empty: %s contains no images; check the path given to --input");
    }
    if (found.stream().noneMatch(this::wants)) {
      throw error(
          "%s has no "
              + String.join(" or ", new TreeSet<>(splits))
              + " split, only "
              + String.join(", ", new TreeSet<>(found))
              + "; check --split");
    }
  }

  /** An error about the dataset; {@code %s} in the message stands for the input's path. */
  public UserException error(String message) {
    return new UserException(Kind.INPUT, message.replace("%s", path().toString()));
  }

  public UserException unreadable(IOException e) {
    return new UserException(
        Kind.INPUT, "Input cannot be read: %s (%s)".formatted(path(), ErrorText.line(e)), e);
  }
}
