package io.anchorage.jobs.source;

import io.anchorage.jobs.config.SourceConfig;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** Opens datasets: any of the layouts in {@link SourceConfig.Format}, under any Hadoop path. */
public final class ImageSources {
  private ImageSources() {}

  /** All splits of a dataset. */
  public static ImageSource open(
      SourceConfig config, String input, Configuration hadoop, long seed) {
    return open(config, input, hadoop, seed, Set.of());
  }

  /**
   * Some splits of a dataset; the files of others are not looked at.
   *
   * @param input the dataset's folder; a Parquet file or an image is a dataset too
   * @param hadoop settings of the file systems; sent to the executors with the source
   * @param seed the run's, for splits that are drawn
   * @param splits {@code train}, {@code test}; empty for all
   * @throws io.anchorage.UserException if it is missing, empty, broken as a whole, or of no known
   *     layout
   */
  public static ImageSource open(
      SourceConfig config, String input, Configuration hadoop, long seed, Set<String> splits) {
    Input opened = Input.of(new HadoopFiles(hadoop), input, config, seed, splits);
    try {
      return open(opened);
    } catch (IOException e) {
      throw opened.unreadable(e);
    }
  }

  private static ImageSource open(Input input) throws IOException {
    return switch (input.config().format()) {
      case IDX -> IdxSource.open(input, children(input));
      case CIFAR10 -> CifarSource.open(input, children(input));
      case FOLDER, PARQUET, AUTO -> detect(input);
    };
  }

  private static ImageSource detect(Input input) throws IOException {
    List<FileStatus> children = children(input);
    if (IdxSource.recognises(children)) {
      return IdxSource.open(input, children);
    }
    if (CifarSource.recognises(children)) {
      return CifarSource.open(input, children);
    }
    throw input.error("Nothing recognised in %s");
  }

  private static List<FileStatus> children(Input input) throws IOException {
    if (!input.root().isDirectory()) {
      throw input.error("Input must be a folder: %s is a file; give the folder that it lies in");
    }
    return input.files().children(input.path());
  }
}
