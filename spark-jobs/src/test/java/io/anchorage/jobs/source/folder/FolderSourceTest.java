package io.anchorage.jobs.source.folder;

import static io.anchorage.jobs.source.Datasets.write;
import static io.anchorage.jobs.source.Pictures.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Format;
import io.anchorage.jobs.source.ClassNames;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.Pictures;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  @TempDir Path temp;

  private static SourceConfig fraction(double fraction) {
    return SourceConfig.defaults()
        .withFormat(Format.FOLDER)
        .withDataset("d")
        .withTestFraction(fraction)
        .withMaxPixels(1_000_000);
  }

  private Path folder() {
    return temp.resolve("pets");
  }

  private void image(String name, int seed) throws IOException {
    write(folder(), name, png(4, 3, seed));
  }

  private void refuses(SourceConfig config, String message) {
    assertThatThrownBy(() -> Datasets.open(config, folder()))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder()))
        .hasMessageNotContaining("\n");
  }

  @Test
  void ids_are_paths_and_labels_are_the_names_of_folders() throws IOException {
    image("dog/b.png", 1);
    image("cat/deep/er/a.PNG", 2);
    image("cat/z: 50% é.png", 3);
    image("top.png", 4);
    write(folder(), "dog/photo.jpeg", Pictures.encoded("jpeg", 8, 8, 0));
    write(folder(), "dog/notes.txt", new byte[1]);
    write(folder(), "dog/.hidden.png", new byte[1]);
    write(folder(), "__MACOSX/dog/b.png", new byte[1]);

    ImageSource source = Datasets.open(folder());

    assertThat(source.labelNames()).containsExactly("cat", "dog");
    assertThat(Datasets.items(source))
        .extracting(ItemRef::id)
        .containsExactly(
            "pets/cat/deep/er/a.PNG",
            "pets/cat/z: 50% é.png",
            "pets/dog/b.png",
            "pets/dog/photo.jpeg",
            "pets/top.png");
    List<String> images = Datasets.all(source);
    assertThat(images).noneMatch(line -> line.contains("failed"));
    assertThat(images.get(0))
        .startsWith(
            "pets/cat/deep/er/a.PNG: 3x4x1 of 8 bits, label 0 'cat', samples [2, 7, 12, 5,");
    assertThat(images.get(2)).contains("label 1 'dog'");
    assertThat(images.get(4)).contains("label -1 ''");
  }

  @Test
  void numbers_as_class_names_are_sorted_as_numbers() {
    assertThat(ClassNames.sorted(List.of("10", "9", "0", "9", ""))).containsExactly("0", "9", "10");
    assertThat(ClassNames.sorted(List.of("10", "9", "a"))).containsExactly("10", "9", "a");
  }

  @Test
  void split_folders_are_splits() throws IOException {
    image("train/cat/a.png", 1);
    image("train/dog/b.png", 2);
    image("val/dog/c.png", 3);

    ImageSource source = Datasets.open(folder());

    assertThat(Datasets.items(source))
        .extracting(ItemRef::id, ItemRef::split, ItemRef::index)
        .containsExactly(
            tuple("pets/train/cat/a.png", "train", 0L),
            tuple("pets/train/dog/b.png", "train", 1L),
            tuple("pets/val/dog/c.png", "test", 0L));
    assertThat(Datasets.all(source).get(2)).contains("label 1 'dog'");
  }

  @Test
  void a_validation_folder_beside_a_test_folder_is_a_split_of_its_own() throws IOException {
    image("train/a.png", 1);
    image("val/a.png", 2);
    image("test/a.png", 3);

    assertThat(Datasets.items(Datasets.open(folder())))
        .extracting(ItemRef::split)
        .containsExactly("train", "test", "val");
  }

  @Test
  void images_outside_split_folders_are_told() throws IOException {
    image("train/a.png", 1);
    image("cat/a.png", 2);

    refuses(
        Datasets.AUTO,
        "FOLDER has split folders (train) but also images outside them, such as cat/a.png; move"
            + " those images, or list the splits in a CSV file named by source.labels");
  }

  @Test
  void a_fraction_is_drawn_by_id_and_seed_whatever_else_there_is() throws IOException {
    for (int i = 0; i < 400; i++) {
      image("c/" + i + ".png", i);
    }
    List<String> before = testIds(0);
    image("a/new.png", 0);

    assertThat(before).hasSizeBetween(70, 130).isNotEqualTo(testIds(1));
    assertThat(testIds(0)).containsAll(before).hasSizeLessThanOrEqualTo(before.size() + 1);
    refusesFractionBesideSplitFolders();
  }

  private List<String> testIds(long seed) {
    ImageSource source =
        ImageSources.open(
            fraction(0.25), folder().toString(), new Configuration(), seed, Set.of("test"));
    return Datasets.items(source).stream().map(ItemRef::id).toList();
  }

  private void refusesFractionBesideSplitFolders() throws IOException {
    write(temp, "split/train/a.png", png(1, 1, 1));
    assertThatThrownBy(() -> Datasets.open(fraction(0.25), temp.resolve("split")))
        .hasMessage(
            "source.test-fraction is 0.25, but the input has split folders: train; remove it from"
                + " the config");
  }

  @Test
  void one_run_and_seven_read_the_same_images() throws IOException {
    for (int i = 0; i < 40; i++) {
      image((i % 2 == 0 ? "train/" : "test/") + "c" + i % 3 + "/" + i + ".png", i);
    }
    ImageSource source = Datasets.open(folder());

    assertThat(Datasets.inRuns(source, 7)).isEqualTo(Datasets.all(source)).hasSize(40);
  }

  @Test
  void pixels_come_from_the_headers_and_else_from_the_length() throws IOException {
    write(folder(), "a.png", png(40, 30, 1));
    write(folder(), "b.png", png(400, 300, 1));
    write(folder(), "c.png", new byte[5000]);
    write(folder(), "d.png", new byte[0]);

    List<ItemRef> items = Datasets.items(Datasets.open(folder()));

    assertThat(items.get(0).pixels()).isEqualTo(1200);
    assertThat(items.get(1).pixels()).isEqualTo(120_000);
    assertThat(items.get(2).pixels()).isGreaterThan(5000);
    assertThat(items.get(3).pixels()).isEqualTo(1);
  }

  @Test
  void bad_images_fail_one_by_one() throws IOException {
    image("a.png", 1);
    write(folder(), "b.png", "not an image".getBytes(StandardCharsets.UTF_8));
    byte[] whole = png(50, 50, 1);
    write(folder(), "c.png", Arrays.copyOf(whole, whole.length / 2));
    write(folder(), "d.png", Pictures.pngThatClaims(100_000, 100_000));
    write(folder(), "e.png", Pictures.pngThatClaims(0, 10));
    write(folder(), "f.png", new byte[0]);
    image("g.png", 2);

    ImageSource source = Datasets.open(folder());
    List<String> images = Datasets.all(source);

    assertThat(images.get(0)).contains("3x4x1");
    assertThat(images.subList(1, 6))
        .allMatch(line -> line.contains("decode failed, BadImageException: "))
        .noneMatch(line -> line.contains("\n"));
    assertThat(images.get(1)).contains("Not an image");
    assertThat(images.get(3)).contains("100000x100000");
    assertThat(images.get(5)).contains("Empty file");
    assertThat(images.get(6)).contains("3x4x1");
  }

  @Test
  void an_image_that_vanishes_fails_when_it_is_read() throws IOException {
    image("a.png", 1);
    image("b.png", 2);
    ImageSource source = Datasets.open(folder());
    List<ItemRef> items = Datasets.items(source);
    Files.delete(folder().resolve("a.png"));

    List<SourceImage> images = Datasets.read(source, items);

    assertThat(Datasets.describe(images.get(0))).contains("read failed, FileNotFoundException: ");
    assertThat(images.get(1)).isInstanceOf(SourceImage.Decoded.class);
  }

  @Test
  void one_image_is_a_dataset() throws IOException {
    image("a.png", 1);
    image("b.png", 1);

    ImageSource source = Datasets.open(folder().resolve("b.png"));

    assertThat(Datasets.items(source)).extracting(ItemRef::id).containsExactly("pets/b.png");
    assertThat(Datasets.all(source).get(0)).contains("3x4x1");
  }
}
