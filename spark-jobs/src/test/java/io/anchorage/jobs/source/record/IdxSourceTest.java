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
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.source.parquet.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxSourceTest {
  private static final int TRAIN = 500;
  private static final int TEST = 30;

  @TempDir Path folder;

  private ImageSource dataset(String suffix) throws IOException {
    for (String[] split : new String[][] {{"train", "" + TRAIN}, {"t10k", "" + TEST}}) {
      int count = Integer.parseInt(split[1]);
      byte[] images = idxImages(count, 28, 20);
      byte[] labels = idxLabels(count);
      boolean packed = suffix.endsWith(".gz");
      write(folder, split[0] + "-images-idx3-ubyte" + suffix, packed ? gzip(images) : images);
      write(folder, split[0] + "-labels-idx1-ubyte" + suffix, packed ? gzip(labels) : labels);
    }
    return Datasets.open(folder);
  }

  private void refuses(String message, Object... values) {
    assertThatThrownBy(() -> Datasets.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder), values)
        .extracting(e -> ((UserException) e).kind())
        .isEqualTo(UserException.Kind.INPUT);
  }

  /** 64 MB of zeros take 64 kB as gzip. */
  @Test
  void a_gz_file_that_unpacks_to_far_more_than_it_promises_is_not_unpacked() throws IOException {
    byte[] images = idxImages(TRAIN, 28, 20);
    write(
        folder,
        "train-images-idx3-ubyte.gz",
        gzip(Arrays.copyOf(images, images.length + 64_000_000)));
    assertThatThrownBy(() -> Datasets.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(" is too long: ")
        .satisfies(
            e -> {
              String bytes = e.getMessage().replaceAll(".* is too long: (\\d+) bytes.*", "$1");
              assertThat(Long.parseLong(bytes)).isBetween((long) images.length + 1, 1_000_000L);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void images_come_split_by_split_with_their_labels(String suffix) throws IOException {
    ImageSource source = dataset(suffix);
    List<ItemRef> items = Datasets.items(source);
    String name = folder.getFileName().toString();

    assertThat(source.dataset()).isEqualTo(name);
    assertThat(items).hasSize(TRAIN + TEST);
    assertThat(items.get(0).id()).isEqualTo(name + "/train/0");
    assertThat(items.get(TRAIN + 7))
        .extracting(ItemRef::id, ItemRef::split, ItemRef::index, ItemRef::pixels)
        .containsExactly(name + "/test/7", "test", 7L, 560L);
    SourceImage.Decoded image =
        (SourceImage.Decoded) Datasets.read(source, items.subList(123, 124)).get(0);
    assertThat(image.label()).isEqualTo(3);
    assertThat(image.labelName()).isEmpty();
    assertThat(image.raster().height()).isEqualTo(28);
    assertThat(image.raster().width()).isEqualTo(20);
    assertThat(image.raster().sample(5, 6, 0)).isEqualTo(Datasets.sample(123, 106));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void one_run_and_seven_read_the_same_images(String suffix) throws IOException {
    ImageSource source = dataset(suffix);

    assertThat(Datasets.inRuns(source, 7)).isEqualTo(Datasets.all(source)).hasSize(TRAIN + TEST);
  }

  @Test
  void plain_and_compressed_files_give_the_same_images() throws IOException {
    List<String> plain = Datasets.all(dataset(""));
    for (String file : folder.toFile().list()) {
      Files.delete(folder.resolve(file));
    }

    assertThat(Datasets.all(dataset(".gz"))).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void any_order_is_read(String suffix) throws IOException {
    ImageSource source = dataset(suffix);
    List<ItemRef> items = Datasets.items(source).subList(0, 200);
    List<String> forwards = Datasets.read(source, items).stream().map(Datasets::describe).toList();
    Collections.reverse(items);

    List<SourceImage> backwards = Datasets.read(source, items);
    Collections.reverse(backwards);

    assertThat(backwards.stream().map(Datasets::describe)).isEqualTo(forwards);
  }

  @Test
  void the_other_naming_and_file_uris_are_read() throws IOException {
    write(folder, "train-images.idx3-ubyte", idxImages(3, 2, 2));
    write(folder, "train-labels.idx1-ubyte", idxLabels(3));

    ImageSource source =
        ImageSources.open(Datasets.AUTO, folder.toUri().toString(), new Configuration(), 0);

    assertThat(Datasets.all(source)).hasSize(3).noneMatch(line -> line.contains("failed"));
  }

  @Test
  void a_dataset_named_fashion_mnist_has_its_class_names() throws IOException {
    dataset("");
    SourceConfig named =
        SourceConfig.defaults().withFormat(SourceConfig.Format.IDX).withDataset("fashion-mnist");

    ImageSource source = Datasets.open(named, folder);

    assertThat(source.labelNames()).hasSize(10).startsWith("T-shirt/top").endsWith("Ankle boot");
    assertThat(Datasets.all(source).get(19))
        .startsWith("fashion-mnist/train/19: ")
        .contains("label 9 'Ankle boot'");
  }

  @Test
  void the_sample_in_the_repository_is_read() {
    ImageSource source = Datasets.open(Path.of("..", "conf", "sample", "fashion-mnist"));

    List<String> images = Datasets.all(source);

    assertThat(images).hasSize(800).noneMatch(line -> line.contains("failed"));
    assertThat(images.stream().filter(line -> line.contains("'Sneaker'"))).hasSize(80);
  }

  @Test
  void images_without_labels_have_none() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(2, 1, 1));

    assertThat(Datasets.all(Datasets.open(folder)).get(1)).contains("label -1 ''");
    assertThat(Tables.findings(Datasets.open(folder)))
        .containsExactly(
            "found: splits: train 2", "found: no label file of train: its images have no labels");
  }

  @Test
  void only_the_wanted_splits_are_looked_at() throws IOException {
    dataset("");
    write(folder, "train-images-idx3-ubyte", new byte[3]);

    ImageSource source =
        ImageSources.open(Datasets.AUTO, folder.toString(), new Configuration(), 0, Set.of("test"));

    assertThat(Datasets.items(source)).hasSize(TEST);
  }

  @Test
  void a_split_that_is_not_there_is_told() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(2, 1, 1));

    assertThatThrownBy(
            () ->
                ImageSources.open(
                    Datasets.AUTO, folder.toString(), new Configuration(), 0, Set.of("test")))
        .hasMessage("file:%s has no test split, only train; check --split", folder);
  }

  @Test
  void a_truncated_file_is_told_with_both_lengths() throws IOException {
    write(folder, "train-images-idx3-ubyte", Arrays.copyOf(idxImages(10, 4, 4), 100));

    refuses(
        "IDX file FOLDER/train-images-idx3-ubyte is truncated: 100 bytes, its header promises 176"
            + " (10 records of 4x4)");
  }

  @Test
  void a_truncated_gzip_is_told_with_both_lengths() throws IOException {
    byte[] packed = gzip(idxImages(5000, 28, 28));
    write(folder, "train-images-idx3-ubyte.gz", Arrays.copyOf(packed, packed.length / 2));

    assertThatThrownBy(() -> Datasets.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "IDX file file:.*/train-images-idx3-ubyte.gz is damaged: its gzip stream ends"
                + " prematurely after \\d+ bytes, but its header promises 3920016");
  }

  @Test
  void a_gzip_of_a_truncated_file_is_told_with_both_lengths() throws IOException {
    byte[] whole = idxImages(10, 4, 4);
    write(folder, "train-images-idx3-ubyte.gz", gzip(Arrays.copyOf(whole, 175)));

    refuses(
        "IDX file FOLDER/train-images-idx3-ubyte.gz is truncated: 175 bytes, its header promises"
            + " 176 (10 records of 4x4)");
  }

  @Test
  void wrong_magic_is_told_with_the_right_one() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxLabels(100));

    refuses(
        "IDX file FOLDER/train-images-idx3-ubyte has magic number 0x00000801 where images have"
            + " 0x00000803: it holds labels");
  }

  @Test
  void labels_of_another_length_are_told() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(10, 1, 1));
    write(folder, "train-labels-idx1-ubyte", idxLabels(9));

    refuses(
        "Label file FOLDER/train-labels-idx1-ubyte has 9 labels but its image file"
            + " FOLDER/train-images-idx3-ubyte has 10 images: they do not belong together");
  }

  @Test
  void an_empty_dataset_is_told() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(0, 28, 28));

    refuses("Dataset is empty: the IDX files in FOLDER contain no images");
  }

  @Test
  void not_gzip_behind_a_gz_name_is_told() throws IOException {
    write(folder, "train-images-idx3-ubyte.gz", idxImages(1, 2, 2));

    refuses(
        "IDX file FOLDER/train-images-idx3-ubyte.gz cannot be read: Not in GZIP format; it is"
            + " unpacked already, so its name should not end in .gz");
  }

  @Test
  void a_file_that_shrinks_after_opening_fails_image_by_image() throws IOException {
    write(folder, "train-images-idx3-ubyte", idxImages(10, 2, 2));
    ImageSource source = Datasets.open(folder);
    List<ItemRef> items = Datasets.items(source);
    write(folder, "train-images-idx3-ubyte", Arrays.copyOf(idxImages(10, 2, 2), 16 + 4 * 9));

    List<SourceImage> images = Datasets.read(source, items);

    assertThat(images.subList(0, 9)).allMatch(i -> i instanceof SourceImage.Decoded);
    assertThat(Datasets.describe(images.get(9)))
        .contains("read failed, EOFException: ")
        .contains("ends at byte 52, but bytes 52 to 55 are needed");
  }
}
