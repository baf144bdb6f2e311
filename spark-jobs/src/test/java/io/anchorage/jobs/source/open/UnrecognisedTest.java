package io.anchorage.jobs.source.open;

import static io.anchorage.jobs.source.Datasets.write;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Datasets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnrecognisedTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectories(temp.resolve("in"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void refuses(Path input, String message) {
    assertThatThrownBy(() -> Datasets.open(input))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder))
        .hasMessageNotContaining("\n")
        .extracting(e -> ((UserException) e).kind())
        .isEqualTo(UserException.Kind.INPUT);
  }

  @Test
  void an_archive_is_named_with_what_to_do() throws IOException {
    Path file = write(folder, "train.tar.gz", text("\u001F\u008B..."));
    write(folder, "readme.md", text("hello"));

    refuses(file, "FOLDER/train.tar.gz is an archive: unpack it and give the folder");
    refuses(
        folder,
        "No dataset recognised in FOLDER: train.tar.gz is an archive: unpack it and give the folder");
  }

  @Test
  void the_kind_with_most_files_is_named_and_tables_of_text_come_last() throws IOException {
    write(folder, "labels.csv", text("a,b"));
    write(folder, "a/x0.npy", text("\u0093NUMPY"));
    write(folder, "a/x1.npy", text("\u0093NUMPY"));
    write(folder, "b.zip", text("PK"));

    refuses(
        folder,
        "No dataset recognised in FOLDER: a/x0.npy, one of 2 such files, is a NumPy file: write its"
            + " images as Parquet (image: struct<bytes, path>, label) or as files in one folder a"
            + " class");
  }

  @Test
  void datasets_saved_to_disk_are_arrow_files() throws IOException {
    write(folder, "dataset_dict.json", text("{}"));
    write(folder, "train/data-00000-of-00001.arrow", text("\u00FF\u00FF\u00FF\u00FF"));
    write(folder, "train/dataset_info.json", text("{}"));
    write(folder, "train/state.json", text("{}"));

    refuses(
        folder,
        "No dataset recognised in FOLDER: train/data-00000-of-00001.arrow is an Arrow file: write"
            + " it as Parquet (in Python: Dataset.to_parquet)");
  }

  @Test
  void the_python_version_of_cifar_is_told_from_the_binary_one() throws IOException {
    write(folder, "cifar-10-batches-py/data_batch_1", text("\u0080\u0002"));
    write(folder, "cifar-10-batches-py/batches.meta", text("\u0080\u0002"));

    refuses(
        folder,
        "FOLDER holds the Python version of CIFAR (in cifar-10-batches-py), which is not read: take"
            + " the binary version (cifar-10-binary.tar.gz or cifar-100-binary.tar.gz) and unpack"
            + " it");
  }

  @Test
  void the_python_version_is_named_also_where_the_binary_one_was_asked_for() throws IOException {
    write(folder, "train", text("\u0080\u0002"));
    write(folder, "meta", text("\u0080\u0002"));
    SourceConfig config = SourceConfig.defaults().withFormat(SourceConfig.Format.CIFAR100);

    assertThatThrownBy(() -> Datasets.open(config, folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(" holds the Python version of CIFAR, which is not read");
  }

  @Test
  void files_without_a_telling_name_are_known_by_their_beginning() throws IOException {
    write(folder, "weights", text("\u0089HDF\r\n"));

    refuses(
        folder,
        "No dataset recognised in FOLDER: weights is an HDF5 file: write its images as Parquet"
            + " (image: struct<bytes, path>, label) or as files in one folder a class");
  }

  @Test
  void a_download_that_is_a_web_page_is_told() throws IOException {
    Path file = write(folder, "mnist.zip", text("<!DOCTYPE html>\n<html>"));

    refuses(
        file,
        "FOLDER/mnist.zip is a web page: the download went wrong: load the file itself again");
  }

  @Test
  void one_file_of_a_dataset_is_not_the_dataset() throws IOException {
    Path file = write(folder, "train-images-idx3-ubyte", Datasets.idxImages(1, 1, 1));

    refuses(
        file,
        "FOLDER/train-images-idx3-ubyte is one file of a dataset; give the folder that contains it");
  }

  @Test
  void folders_without_files_are_empty() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));

    refuses(folder, "Dataset is empty: FOLDER contains no files; check the path given to --input");
  }
}
