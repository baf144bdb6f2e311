package io.anchorage.jobs.source.open;

import static io.anchorage.jobs.source.Datasets.write;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Format;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourcesTest {
  @TempDir Path folder;

  private static void refuses(SourceConfig config, String path, String message) {
    assertThatThrownBy(() -> ImageSources.open(config, path, new Configuration(), 0))
        .isInstanceOf(UserException.class)
        .hasMessage(message)
        .hasMessageNotContaining("\n");
  }

  private static SourceConfig as(Format format) {
    return SourceConfig.defaults().withFormat(format).withMaxPixels(1_000_000);
  }

  @Test
  void a_missing_path_is_told() {
    refuses(
        Datasets.AUTO,
        folder + "/nowhere",
        "Input does not exist: " + folder + "/nowhere; check the path given to --input");
  }

  @Test
  void a_file_system_that_is_not_there_is_told() {
    refuses(
        Datasets.AUTO,
        "gopher://host/path",
        "Input cannot be opened: gopher://host/path (No FileSystem for scheme \"gopher\")");
  }

  @Test
  void an_empty_folder_is_told() {
    refuses(
        Datasets.AUTO,
        folder.toString(),
        "Dataset is empty: file:" + folder + " contains no files; check the path given to --input");
  }

  @Test
  void a_folder_of_other_things_is_told_what_was_looked_for() throws IOException {
    write(folder, "readme.txt", new byte[1]);

    refuses(
        Datasets.AUTO,
        folder.toString(),
        "No dataset recognised in file:"
            + folder
            + ": looked for IDX files (train-images-idx3-ubyte[.gz]), CIFAR's binary batches"
            + " (data_batch_1.bin, train.bin), Parquet tables (*.parquet) and images ("
            + Listing.extensions()
            + "); check the path given to --input");
  }

  @Test
  void a_layout_that_was_asked_for_and_is_not_there_is_told() throws IOException {
    write(folder, "readme.txt", new byte[1]);

    refuses(
        as(Format.IDX),
        folder.toString(),
        "No IDX images in file:"
            + folder
            + ": looked for train-images-idx3-ubyte[.gz] and t10k-images-idx3-ubyte[.gz];"
            + " check source.format and --input");
    refuses(
        as(Format.CIFAR10),
        folder.toString(),
        "No CIFAR-10 batches in file:"
            + folder
            + ": looked for data_batch_1.bin and test_batch.bin; check source.format and --input");
    refuses(
        as(Format.FOLDER),
        folder.toString(),
        "No images in file:"
            + folder
            + ": looked for files ending in apng, bmp, dib, gif, jfif, jif, jpe, jpeg, jpg, pjp, pjpeg, png,"
            + " tif, tiff, webp, and found files by extension: txt 1; check source.format and --input");
    refuses(
        as(Format.PARQUET),
        folder.toString(),
        "No Parquet tables in file:"
            + folder
            + ": looked for files ending in .parquet; check source.format and"
            + " --input");
  }

  @Test
  void a_layout_other_than_asked_for_is_told_with_what_is_there() throws IOException {
    Path pictures = folder.resolve("pictures");
    Files.createDirectories(pictures.resolve("cat"));
    write(pictures, "cat/0.png", new byte[1]);
    write(pictures, "cat/1.png", new byte[1]);
    Path records = Files.createDirectories(folder.resolve("records"));
    write(records, "train-images-idx3-ubyte", Datasets.idxImages(1, 1, 1));

    for (Format format : List.of(Format.IDX, Format.CIFAR10, Format.PARQUET)) {
      refuses(
          as(format),
          pictures.toString(),
          "source.format is %s, but file:%s holds 2 images, such as cat/0.png; set it to folder, or to auto: --set source.format=auto"
              .formatted(format.name().toLowerCase(Locale.ROOT), pictures));
    }
    refuses(
        as(Format.FOLDER),
        records.toString(),
        "source.format is folder, but file:%s holds IDX files; set it to idx, or to auto: --set source.format=auto"
            .formatted(records));
  }

  @Test
  void a_file_where_a_folder_is_wanted_is_told() throws IOException {
    Path file = write(folder, "train-images-idx3-ubyte", Datasets.idxImages(1, 1, 1));

    refuses(
        as(Format.IDX),
        file.toString(),
        "Input must be a folder, but file:"
            + file
            + " is a file; give the folder that contains it");
  }

  @Test
  void settings_that_would_be_ignored_are_told() throws IOException {
    write(folder, "train-images-idx3-ubyte", Datasets.idxImages(1, 1, 1));

    refuses(
        SourceConfig.defaults().withTestFraction(0.5),
        folder.toString(),
        "source.test-fraction is 0.5, but IDX files have their own splits; remove it from the config");
    refuses(
        SourceConfig.defaults().withFormat(Format.IDX).withLabels("labels.csv"),
        folder.toString(),
        "source.labels works with folders of images only, but source.format is idx; remove one of them");
  }

  @Test
  void images_beside_tables_are_ambiguous() throws IOException {
    write(folder, "a.png", Pictures.png(1, 1, 1));
    write(folder, "a.parquet", new byte[1]);

    refuses(
        Datasets.AUTO,
        folder.toString(),
        "file:"
            + folder
            + " contains both images and Parquet tables; choose one with source.format: folder or"
            + " parquet");
  }
}
