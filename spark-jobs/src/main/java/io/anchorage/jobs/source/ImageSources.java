package io.anchorage.jobs.source;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Format;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
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
    if (!input.config().labels().isEmpty()) {
      return labelled(input);
    }
    return switch (input.config().format()) {
      case IDX -> IdxSource.open(input, children(input));
      case CIFAR10 -> CifarSource.open(input, children(input));
      case FOLDER -> FolderSource.open(input, Listing.of(input));
      case PARQUET -> ParquetSource.open(input, Listing.of(input));
      case AUTO -> recognised(input);
    };
  }

  private static ImageSource labelled(Input input) throws IOException {
    Format format = input.config().format();
    if (format != Format.FOLDER && format != Format.AUTO) {
      throw new UserException(
          Kind.CONFIG,
          "source.labels is for folders of images, and source.format is %s; remove one of them"
              .formatted(format.name().toLowerCase(Locale.ROOT)));
    }
    return FolderSource.labelled(input);
  }

  private static ImageSource recognised(Input input) throws IOException {
    if (input.root().isDirectory()) {
      List<FileStatus> children = children(input);
      if (children.isEmpty()) {
        throw input.error("Dataset is empty: %s holds no files; check the path given to --input");
      }
      if (IdxSource.recognises(children)) {
        return IdxSource.open(input, children);
      }
      if (CifarSource.recognises(children)) {
        return CifarSource.open(input, children);
      }
    }
    return recognised(input, Listing.of(input));
  }

  private static ImageSource recognised(Input input, Listing listing) throws IOException {
    boolean images = !listing.images().isEmpty();
    boolean tables = !listing.tables().isEmpty();
    if (images && tables) {
      throw input.error(
          "%s holds both images and Parquet tables; say which with source.format: folder or parquet");
    }
    if (tables) {
      return ParquetSource.open(input, listing);
    }
    if (images) {
      return FolderSource.open(input, listing);
    }
    throw input.error(
        "Nothing recognised in %s: looked for IDX files (train-images-idx3-ubyte[.gz]), CIFAR-10"
            + " batches (data_batch_1.bin), Parquet tables (*.parquet) and images ("
            + String.join(", ", Listing.IMAGES.stream().sorted().toList())
            + "); check the path given to --input");
  }

  private static List<FileStatus> children(Input input) throws IOException {
    if (!input.root().isDirectory()) {
      throw input.error("Input must be a folder: %s is a file; give the folder that it lies in");
    }
    return input.files().children(input.path());
  }
}
