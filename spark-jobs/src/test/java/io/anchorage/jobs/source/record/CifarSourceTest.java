package io.anchorage.jobs.source.record;

import static io.anchorage.jobs.source.Datasets.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.parquet.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarSourceTest {
  private static final int RECORD = 3073;

  @TempDir Path folder;

  private static byte[] batch(int first, int count) {
    byte[] bytes = new byte[count * RECORD];
    for (int i = 0; i < count; i++) {
      Arrays.fill(bytes, i * RECORD, (i + 1) * RECORD, (byte) (first + i));
      bytes[i * RECORD] = (byte) ((first + i) % 10);
    }
    return bytes;
  }

  private ImageSource dataset() throws IOException {
    return dataset(Datasets.AUTO);
  }

  private ImageSource dataset(SourceConfig config) throws IOException {
    write(folder, "test_batch.bin", batch(100, 4));
    write(folder, "data_batch_10.bin", batch(20, 3));
    write(folder, "data_batch_2.bin", batch(10, 10));
    write(folder, "data_batch_1.bin", batch(0, 10));
    write(
        folder,
        "batches.meta.txt",
        "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"
            .getBytes(StandardCharsets.UTF_8));
    return Datasets.open(config, folder);
  }

  @Test
  void images_are_named_by_their_batch() throws IOException {
    String name = folder.getFileName().toString();

    assertThat(Datasets.items(dataset()))
        .extracting(ItemRef::id)
        .hasSize(27)
        .contains(name + "/data_batch_2/9", name + "/data_batch_10/2", name + "/test_batch/3");
  }

  @Test
  void running_numbers_go_through_the_batches_of_a_split() throws IOException {
    ImageSource source = dataset(SourceConfig.defaults().withIds(Ids.RUNNING));
    List<ItemRef> items = Datasets.items(source);
    String name = folder.getFileName().toString();

    assertThat(items).hasSize(27);
    assertThat(items.get(22))
        .extracting(ItemRef::id, ItemRef::index, ItemRef::position)
        .containsExactly(name + "/train/22", 22L, 2L);
    assertThat(items.get(23).id()).isEqualTo(name + "/test/0");
    for (int i = 0; i < 23; i++) {
      SourceImage.Decoded image =
          (SourceImage.Decoded) Datasets.read(source, items.subList(i, i + 1)).get(0);
      assertThat(image.raster().sample(31, 31, 2)).isEqualTo(i);
      assertThat(image.label()).isEqualTo(i % 10);
      assertThat(image.labelName()).isEqualTo(source.labelNames().get(i % 10));
    }
  }

  @Test
  void one_run_and_seven_read_the_same_images() throws IOException {
    ImageSource source = dataset();

    assertThat(Datasets.inRuns(source, 7)).isEqualTo(Datasets.all(source)).hasSize(27);
  }

  @Test
  void a_truncated_batch_is_told() throws IOException {
    write(folder, "data_batch_1.bin", Arrays.copyOf(batch(0, 2), 5000));

    assertThatThrownBy(() -> Datasets.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "CIFAR-10 batch file:%s/data_batch_1.bin is truncated: 5000 bytes are not a multiple"
                + " of 3073",
            folder);
  }

  @Test
  void a_label_that_cifar_does_not_have_is_a_bad_image() throws IOException {
    byte[] bytes = batch(0, 3);
    bytes[RECORD] = 77;
    write(folder, "data_batch_1.bin", bytes);

    List<String> images = Datasets.all(Datasets.open(folder));

    assertThat(images.get(1)).contains("decode failed").contains("a label outside 0 .. 9: 77");
    assertThat(images.get(2)).contains("label 2");
  }

  private void refuses(SourceConfig config, String message) {
    assertThatThrownBy(() -> Datasets.open(config, folder))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder));
  }

  @Test
  void an_empty_batch_among_others_is_told() throws IOException {
    dataset();
    write(folder, "data_batch_2.bin", new byte[0]);

    refuses(
        Datasets.AUTO,
        "CIFAR-10 batch FOLDER/data_batch_2.bin is empty: load it again, or remove it if its images"
            + " are not wanted");
  }

  @Test
  void batches_that_are_missing_and_files_that_are_not_read_are_told() throws IOException {
    dataset();
    write(folder, "readme.html", new byte[1]);

    assertThat(Tables.findings(dataset()))
        .containsExactly(
            "found: splits: train 23, test 4",
            "found: classes: 10 (airplane, automobile, bird, cat, deer, dog, frog, horse, ship,"
                + " truck)",
            "found: batches that are not there: data_batch_3.bin, data_batch_4.bin,"
                + " data_batch_5.bin, data_batch_6.bin, data_batch_7.bin, data_batch_8.bin,"
                + " data_batch_9.bin",
            "left out: other files: readme.html");
  }

  private void hundred() throws IOException {
    byte[] train = new byte[3 * 3074];
    for (int i = 0; i < 3; i++) {
      Arrays.fill(train, i * 3074, (i + 1) * 3074, (byte) (100 + i));
      train[i * 3074] = (byte) i;
      train[i * 3074 + 1] = (byte) (10 * i);
    }
    write(folder, "train.bin", train);
    write(folder, "test.bin", Arrays.copyOf(train, 3074));
    write(folder, "fine_label_names.txt", "n\n".repeat(100).getBytes(StandardCharsets.UTF_8));
    write(folder, "coarse_label_names.txt", "a\nb\nc\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void cifar_100_is_read_with_its_fine_labels_or_its_coarse_ones() throws IOException {
    hundred();
    SourceConfig coarse = SourceConfig.defaults().withLabelColumn("coarse").withDataset("d");

    assertThat(Tables.labels(Datasets.open(folder))).containsExactly("0 n", "10 n", "20 n", "0 n");
    assertThat(Tables.labels(Datasets.open(coarse, folder)))
        .containsExactly("0 a", "1 b", "2 c", "0 a");
    assertThat(Datasets.all(Datasets.open(coarse, folder)).get(1))
        .startsWith("d/train/1: 32x32x3 of 8 bits, label 1 'b', samples [101, 101, 101,");
    assertThat(Datasets.items(Datasets.open(coarse, folder)).get(3).id()).isEqualTo("d/test/0");
    assertThat(Tables.findings(Datasets.open(folder)))
        .contains("guessed: labels: the fine ones; source.label-column: coarse takes the others");
    refuses(
        SourceConfig.defaults().withLabelColumn("medium"),
        "source.label-column is medium, but CIFAR-100 has fine and coarse only");
  }

  @Test
  void cifar_100_in_place_of_cifar_10_is_told() throws IOException {
    write(folder, "data_batch_1.bin", new byte[20 * 3074]);

    refuses(
        Datasets.AUTO,
        "CIFAR-10 file FOLDER/data_batch_1.bin holds records of CIFAR-100: 61480 bytes are not a"
            + " multiple of 3073 but of 3074");
  }

  @Test
  void the_other_cifar_is_named_if_the_one_asked_for_is_not_there() throws IOException {
    hundred();

    refuses(
        SourceConfig.defaults().withFormat(SourceConfig.Format.CIFAR10),
        "No CIFAR-10 batches in FOLDER: looked for data_batch_1.bin and test_batch.bin; there are"
            + " files of CIFAR-100, so check source.format");
  }

  @Test
  void labels_that_are_not_wanted_are_not_there() throws IOException {
    hundred();
    SourceConfig none = SourceConfig.defaults().withClassFrom(SourceConfig.ClassFrom.NONE);

    assertThat(Tables.labels(Datasets.open(none, folder))).containsOnly("-1");
    assertThat(Datasets.open(none, folder).labelNames()).isEmpty();
  }
}
