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

/** Opens datasets in any of the layouts of {@link SourceConfig.Format}, under any Hadoop path. */
public final class ImageSources {
  private ImageSources() {}

  /** Opens all splits of a dataset. */
  public static ImageSource open(
      SourceConfig config, String input, Configuration hadoop, long seed) {
    return open(config, input, hadoop, seed, Set.of());
  }

  /**
   * Opens some splits of a dataset; the files of other splits are not touched.
   *
   * @param input the dataset's folder; a single Parquet file or image is also a dataset
   * @param hadoop file system settings; sent to the executors with the source
   * @param seed the run's seed, for splits that are drawn
   * @param splits the wanted splits, such as {@code train}; empty for all
   * @throws io.anchorage.UserException if the dataset is missing, empty, unreadable as a whole, or
   *     in no known layout
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
      case CIFAR10, CIFAR100 -> CifarSource.open(input, children(input));
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
          "source.labels works with folders of images only, but source.format is %s; remove one of them"
              .formatted(format.name().toLowerCase(Locale.ROOT)));
    }
    return FolderSource.labelled(input);
  }

  private static ImageSource recognised(Input input) throws IOException {
    if (input.root().isDirectory()) {
      List<FileStatus> children = children(input);
      if (children.isEmpty()) {
        throw input.error(
            "Dataset is empty: %s contains no files; check the path given to --input");
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
          "%s contains both images and Parquet tables; choose one with source.format: folder or parquet");
    }
    if (tables) {
      return ParquetSource.open(input, listing);
    }
    if (images) {
      return FolderSource.open(input, listing);
    }
    throw input.error(
        "No dataset recognised in %s: looked for IDX files (train-images-idx3-ubyte[.gz]), CIFAR-10"
            + " batches (data_batch_1.bin), Parquet tables (*.parquet) and images ("
            + Listing.extensions()
            + "); check the path given to --input");
  }

  private static List<FileStatus> children(Input input) throws IOException {
    if (!input.root().isDirectory()) {
      throw input.error(
          "Input must be a folder, but %s is a file; give the folder that contains it");
    }
    return input.files().children(input.path());
  }
}
