package io.anchorage.jobs.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.Pictures;
import io.anchorage.jobs.source.SourceImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits and classes of the trees that people have. */
class FolderLayoutTest {
  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("pets");
  }

  private void images(String... names) throws IOException {
    for (String name : names) {
      Datasets.write(folder(), name, Pictures.png(2, 2, 0));
    }
  }

  /** Each image as its split, its class and its path. */
  private List<String> read(ClassFrom from) {
    ImageSource source = Datasets.open(SourceConfig.defaults().withClassFrom(from), folder());
    return Datasets.read(source, Datasets.items(source)).stream()
        .map(SourceImage.Decoded.class::cast)
        .map(
            image ->
                image.item().split()
                    + " "
                    + image.labelName()
                    + ": "
                    + image.item().id().substring("pets/".length()))
        .toList();
  }

  private List<String> read() {
    return read(ClassFrom.AUTO);
  }

  private List<String> findings() {
    return Datasets.open(folder()).findings().stream().map(Finding::text).toList();
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> Datasets.open(folder()))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder()));
  }

  @Test
  void a_folder_of_the_same_name_in_each_class_is_no_class() throws IOException {
    images("train/n01/images/0.png", "train/n02/images/1.png", "val/images/2.png");

    assertThat(read())
        .containsExactly(
            "train n01: train/n01/images/0.png",
            "train n02: train/n02/images/1.png",
            "test : val/images/2.png");
    assertThat(findings())
        .contains(
            "splits: train 2, test 1",
            "classes: 2 (n01 1, n02 1)",
            "images without a class: 1",
            "val is the test split, as there is no other",
            "the first folder names the class: n01 in n01/images (source.class-from)")
        .anyMatch(text -> text.contains("their one folder, images, is no class of train"));
    assertThat(read(ClassFrom.LAST_FOLDER)).allMatch(line -> line.contains(" images: "));
  }

  @Test
  void leaves_of_one_name_in_two_classes_are_parts_of_them() throws IOException {
    images("cat/a/0.png", "dog/a/1.png", "dog/a/2.png");

    assertThat(read())
        .containsExactly(
            "train cat: cat/a/0.png", "train dog: dog/a/1.png", "train dog: dog/a/2.png");
  }

  @Test
  void leaves_of_several_names_may_be_classes_as_well_as_parts() throws IOException {
    images("fold1/cat/0.png", "fold1/dog/1.png", "fold2/cat/2.png");

    assertThatThrownBy(() -> Datasets.open(folder()))
        .hasMessageContaining("2 (fold1, fold2), by the last 2 (cat, dog); set source.class-from");
  }

  @Test
  void split_folders_may_have_longer_names() throws IOException {
    images("training_set/cats/0.png", "training_set/dogs/1.png", "test_set/cats/2.png");

    assertThat(read())
        .containsExactly(
            "train cats: training_set/cats/0.png",
            "train dogs: training_set/dogs/1.png",
            "test cats: test_set/cats/2.png");
    assertThat(findings())
        .contains("folders stand for splits: test_set for test, training_set for train");
  }

  @Test
  void a_split_folder_in_one_of_its_own_name_is_no_class() throws IOException {
    images("train/train/cat/0.png", "train/train/dog/1.png", "test/test/2.png");

    assertThat(read())
        .containsExactly(
            "train cat: train/train/cat/0.png",
            "train dog: train/train/dog/1.png",
            "test : test/test/2.png");
  }

  @Test
  void a_class_may_be_named_like_a_split() throws IOException {
    images("train/train/0.png", "train/bus/1.png", "test/train/2.png", "test/bus/3.png");

    assertThat(read())
        .containsExactly(
            "train bus: train/bus/1.png",
            "train train: train/train/0.png",
            "test bus: test/bus/3.png",
            "test train: test/train/2.png");
  }

  @Test
  void folders_beside_the_images_of_a_class_are_parts_of_it() throws IOException {
    images("cat/0.png", "cat/2024/1.png", "dog/2.png");

    assertThat(read())
        .containsExactly(
            "train cat: cat/0.png", "train cat: cat/2024/1.png", "train dog: dog/2.png");
  }

  @Test
  void a_tree_with_two_readings_is_refused_until_one_is_chosen() throws IOException {
    images("animals/cat/0.png", "animals/dog/1.png", "vehicles/car/2.png");

    refuses(
        "Classes of FOLDER are ambiguous: by the first folder of each image they are 2 (animals,"
            + " vehicles), by the last 3 (car, cat, dog); set source.class-from to first-folder,"
            + " last-folder or none");
    assertThat(read(ClassFrom.FIRST_FOLDER))
        .containsExactly(
            "train animals: animals/cat/0.png",
            "train animals: animals/dog/1.png",
            "train vehicles: vehicles/car/2.png");
    assertThat(read(ClassFrom.LAST_FOLDER))
        .containsExactly(
            "train cat: animals/cat/0.png",
            "train dog: animals/dog/1.png",
            "train car: vehicles/car/2.png");
    assertThat(read(ClassFrom.NONE)).allMatch(line -> line.startsWith("train : "));
  }

  @Test
  void classes_below_one_folder_are_not_guessed() throws IOException {
    images("photos/cat/0.png", "photos/dog/1.png");

    assertThatThrownBy(() -> Datasets.open(folder()))
        .hasMessageContaining("1 (photos), by the last 2 (cat, dog); set source.class-from");
  }

  @Test
  void splits_below_the_folder_of_an_archive_are_splits() throws IOException {
    images("archive/v2/train/cat/0.png", "archive/v2/train/dog/1.png", "archive/v2/val/cat/2.png");

    assertThat(read())
        .containsExactly(
            "train cat: archive/v2/train/cat/0.png",
            "train dog: archive/v2/train/dog/1.png",
            "test cat: archive/v2/val/cat/2.png");
    assertThat(findings())
        .contains("archive/v2 holds all images in its split folders, and is no class");
  }

  @Test
  void splits_below_several_folders_are_refused() throws IOException {
    images("cat/train/0.png", "cat/val/1.png", "dog/train/2.png", "dog/val/3.png");

    refuses(
        "FOLDER has its split folders below others, such as cat/train; move them to the top, or list"
            + " the splits in a CSV file named by source.labels");
  }

  @Test
  void a_folder_deep_down_that_is_named_like_a_split_is_told() throws IOException {
    images("cat/0.png", "cat/test/1.png", "dog/2.png");

    assertThat(read()).allMatch(line -> line.startsWith("train "));
    assertThat(findings())
        .contains("1 folders named like splits lie below others and are none, such as cat/test");
  }

  @Test
  void a_test_folder_without_classes_has_no_classes() throws IOException {
    images("train/cat/0.png", "train/dog/1.png", "test/unknown/2.png", "val/dog/3.png");

    assertThat(read()).contains("test : test/unknown/2.png", "val dog: val/dog/3.png");
    assertThat(Datasets.open(folder()).labelNames()).containsExactly("cat", "dog");
  }

  @Test
  void names_that_look_alike_are_told() throws IOException {
    images(
        "train/Cat/0.png", "train/cat/1.png", "train/cla\u0308sse/2.png", "test/cl\u00e4sse/3.png");

    assertThat(findings())
        .anyMatch(text -> text.startsWith("classes of their own: 'Cat' and 'cat', 'cl"));
  }
}
