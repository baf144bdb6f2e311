package io.anchorage.jobs.source.open;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Format;
import io.anchorage.jobs.source.DatasetFolder;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.folder.FolderSource;
import io.anchorage.jobs.source.parquet.ParquetSource;
import io.anchorage.jobs.source.record.CifarFiles;
import io.anchorage.jobs.source.record.CifarSource;
import io.anchorage.jobs.source.record.IdxFiles;
import io.anchorage.jobs.source.record.IdxSource;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.PathSecrets;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
    PathSecrets.refuse(input);
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
      case IDX -> idx(input, folder(input, "IDX files", IdxFiles::recognises));
      case CIFAR10 -> cifar(input, folder(input, "CIFAR-10 batches", CifarFiles::isTen));
      case CIFAR100 -> cifar(input, folder(input, "CIFAR-100 files", CifarFiles::isHundred));
      case FOLDER -> folder(input, listed(input, Listing::images));
      case PARQUET -> ParquetSource.open(input, listed(input, Listing::tables));
      case AUTO -> recognised(input);
    };
  }

  private static DatasetFolder folder(
      Input input, String what, Predicate<List<FileStatus>> recognises) throws IOException {
    Optional<DatasetFolder> found = DatasetFolder.find(input, what, recognises);
    if (found.isPresent()) {
      return found.get();
    }
    Optional<UserException> python = Unrecognised.python(input);
    if (python.isPresent()) {
      throw python.get();
    }
    DatasetFolder top = DatasetFolder.of(input);
    if (!isRecords(top.children())) {
      refuseOther(input, Listing.of(input));
    }
    return top;
  }

  /**
   * Lists an input whose layout is given.
   *
   * @param wanted what the layout needs
   * @throws UserException if that is not there and another layout is
   */
  private static Listing listed(Input input, Function<Listing, List<Listing.Entry>> wanted)
      throws IOException {
    Listing listing = Listing.of(input);
    if (wanted.apply(listing).isEmpty() && input.root().isDirectory()) {
      DatasetFolder top = DatasetFolder.of(input);
      if (isRecords(top.children())) {
        boolean idx = IdxFiles.recognises(top.children());
        throw other(input, idx ? "IDX files" : "CIFAR's binary batches", idx ? "idx" : "auto");
      }
      refuseOther(input, listing);
    }
    return listing;
  }

  private static void refuseOther(Input input, Listing listing) {
    if (!listing.images().isEmpty()) {
      throw other(input, held(listing.images(), "image"), "folder");
    }
    if (!listing.tables().isEmpty()) {
      throw other(input, held(listing.tables(), "Parquet table"), "parquet");
    }
  }

  private static String held(List<Listing.Entry> files, String what) {
    return files.size() == 1
        ? "a %s (%s)".formatted(what, files.get(0).path()).replace("a image", "an image")
        : "%,d %ss, such as %s".formatted(files.size(), what, files.get(0).path());
  }

  /** What is said of an input that holds another layout than {@code source.format}. */
  private static UserException other(Input input, String held, String format) {
    return new UserException(
        Kind.INPUT,
        "source.format is %s, but %s holds %s; set it to %s, or to auto: --set source.format=auto"
            .formatted(
                input.config().format().name().toLowerCase(Locale.ROOT),
                input.path(),
                held,
                format));
  }

  private static ImageSource idx(Input input, DatasetFolder folder) throws IOException {
    input.refuseUnread("a dataset of IDX files", Set.of("source.subset"));
    return IdxSource.open(input, folder);
  }

  private static ImageSource cifar(Input input, DatasetFolder folder) throws IOException {
    return CifarSource.open(input, folder);
  }

  private static ImageSource folder(Input input, Listing listing) {
    input.refuseUnread("a folder of images", Set.of());
    return FolderSource.open(input, listing);
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
      DatasetFolder top = DatasetFolder.of(input);
      if (isRecords(top.children())) {
        return records(input, top);
      }
    }
    return recognised(input, Listing.of(input));
  }

  private static boolean isRecords(List<FileStatus> children) {
    return IdxFiles.recognises(children)
        || CifarFiles.isTen(children)
        || CifarFiles.isHundred(children);
  }

  private static ImageSource records(Input input, DatasetFolder folder) throws IOException {
    return IdxFiles.recognises(folder.children()) ? idx(input, folder) : cifar(input, folder);
  }

  private static ImageSource recognised(Input input, Listing listing) throws IOException {
    if (listing.isEmpty()) {
      throw input.error("Dataset is empty: %s contains no files; check the path given to --input");
    }
    boolean images = !listing.images().isEmpty();
    boolean tables = !listing.tables().isEmpty();
    if (images && tables) {
      throw input.error(
          "%s contains both images and Parquet tables; choose one with source.format: folder or"
              + " parquet");
    }
    if (tables) {
      return ParquetSource.open(input, listing);
    }
    if (images) {
      return folder(input, listing);
    }
    if (input.root().isDirectory()) {
      Optional<DatasetFolder> below =
          DatasetFolder.find(input, "IDX or CIFAR files", ImageSources::isRecords);
      if (below.isPresent()) {
        return records(input, below.get());
      }
    }
    throw Unrecognised.of(input);
  }
}
