package io.anchorage.jobs.source.record;

import static io.anchorage.jobs.source.Datasets.gzip;
import static io.anchorage.jobs.source.Datasets.idxImages;
import static io.anchorage.jobs.source.Datasets.idxLabels;
import static io.anchorage.jobs.source.Datasets.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.parquet.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxVariantsTest {
  @TempDir Path folder;

  private void refuses(SourceConfig config, String message) {
    assertThatThrownBy(() -> Datasets.open(config, folder))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder))
        .hasMessageNotContaining("\n");
  }

  private void emnist(String subset, int count) throws IOException {
    byte[] labels = idxLabels(count);
    for (int i = 0; i < count; i++) {
      labels[8 + i] = (byte) (i % 26 + 1);
    }
    write(folder, subset + "-train-images-idx3-ubyte.gz", gzip(idxImages(count, 3, 3)));
    write(folder, subset + "-train-labels-idx1-ubyte.gz", gzip(labels));
  }

  private static SourceConfig subset(String name) {
    return SourceConfig.defaults().withSubset(name).withDataset("emnist");
  }

  @Test
  void one_of_emnists_subsets_is_chosen_and_its_classes_named() throws IOException {
    emnist("emnist-letters", 3);
    emnist("emnist-digits", 2);
    write(
        folder,
        "emnist-letters-mapping.txt",
        "1 65 97\n2 66 98\n".getBytes(StandardCharsets.US_ASCII));

    refuses(
        Datasets.AUTO,
        "FOLDER has IDX files of several datasets: emnist-digits, emnist-letters; choose one with"
            + " source.subset");
    refuses(
        subset("balanced"),
        "source.subset is balanced, but FOLDER has only emnist-digits," + " emnist-letters");
    ImageSource letters = Datasets.open(subset("letters"), folder);
    assertThat(letters.labelNames()).containsExactly("", "A", "B");
    assertThat(Tables.labels(letters)).containsExactly("1 A", "2 B", "3");
    assertThat(Tables.findings(letters))
        .contains(
            "found: subset: letters",
            "found: classes: 3 (A 1, B 1, 3 1)",
            "found: EMNIST stores its images transposed; they are read as they are stored, as"
                + " torchvision does",
            "left out: other files: emnist-digits-train-images-idx3-ubyte.gz,"
                + " emnist-digits-train-labels-idx1-ubyte.gz");
    assertThat(Tables.labels(Datasets.open(subset("emnist-digits"), folder)))
        .containsExactly("1", "2");
  }

  @Test
  void the_only_subset_needs_no_choice() throws IOException {
    emnist("emnist-letters", 3);

    assertThat(Tables.labels(Datasets.open(folder))).containsExactly("1", "2", "3");
  }

  @Test
  void a_subset_of_a_single_dataset_is_refused() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(1, 1, 1));

    refuses(
        subset("letters"),
        "source.subset is letters, but FOLDER has one dataset only; remove it from the config");
  }

  @Test
  void the_first_number_in_a_row_of_qmnists_labels_is_the_class() throws IOException {
    ByteBuffer labels = ByteBuffer.allocate(12 + 3 * 8 * 4);
    labels.putInt(0xC02).putInt(3).putInt(8);
    for (int i = 0; i < 3; i++) {
      labels.putInt(7 + i);
      for (int column = 1; column < 8; column++) {
        labels.putInt(1000 * column);
      }
    }
    write(folder, "qmnist-train-images-idx3-ubyte.gz", gzip(idxImages(3, 2, 2)));
    write(folder, "qmnist-train-labels-idx2-int.gz", gzip(labels.array()));

    assertThat(Tables.labels(Datasets.open(folder))).containsExactly("7", "8", "9");
  }

  @Test
  void the_plain_file_is_taken_and_the_compressed_one_told() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(2, 1, 1));
    write(folder, "train-labels-idx1-ubyte", idxLabels(2));
    write(folder, "train-labels-idx1-ubyte.gz", gzip(idxLabels(2)));
    write(folder, "t10k-labels-idx1-ubyte", idxLabels(2));

    assertThat(Tables.findings(Datasets.open(folder)))
        .containsExactly(
            "found: splits: train 2",
            "found: classes: 2 without names (0 1, 1 1)",
            "left out: train-labels-idx1-ubyte.gz: train-labels-idx1-ubyte is read",
            "left out: t10k-labels-idx1-ubyte: there are no images for it");
  }

  @Test
  void torchvisions_folders_are_found_and_give_names() throws IOException {
    write(folder, "MNIST/raw/train-images-idx3-ubyte", idxImages(2, 1, 1));
    write(folder, "MNIST/raw/train-labels-idx1-ubyte", idxLabels(2));

    ImageSource source = Datasets.open(folder);

    assertThat(Datasets.items(source).get(1).id()).isEqualTo(folder.getFileName() + "/train/1");
    assertThat(Tables.labels(source)).containsExactly("0 0", "1 1");
    assertThat(Tables.findings(source))
        .contains("guessed: the dataset is the one in MNIST/raw, below the input");

    write(folder, "KMNIST/raw/train-images-idx3-ubyte", idxImages(2, 1, 1));
    refuses(
        Datasets.AUTO,
        "FOLDER has several folders of IDX or CIFAR files: KMNIST/raw, MNIST/raw; give one of them"
            + " to --input");
  }

  @Test
  void colour_images_and_pointers_are_told() throws IOException {
    write(folder, "train-images-idx3-ubyte", new byte[] {0, 0, 8, 4, 0, 0, 0, 1});
    refuses(
        Datasets.AUTO,
        "IDX file FOLDER/train-images-idx3-ubyte has magic number 0x00000804 where images have"
            + " 0x00000803: it has 4 dimensions, as colour images have, and IDX images are grey;"
            + " write them as PNG files in folders or as Parquet");

    write(
        folder,
        "train-images-idx3-ubyte",
        "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII));
    refuses(
        Datasets.AUTO,
        "Not an IDX file: FOLDER/train-images-idx3-ubyte is a pointer of Git LFS, not the file"
            + " itself: run git lfs pull in the clone it is in");
  }

  @Test
  void settings_of_other_formats_are_refused() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(1, 1, 1));

    refuses(
        SourceConfig.defaults().withLabelColumn("fine"),
        "source.label-column is fine, but a dataset of IDX files knows no such setting; remove it"
            + " from the config");
  }
}
