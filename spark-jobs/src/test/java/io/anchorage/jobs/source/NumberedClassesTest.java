package io.anchorage.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.signal.Raster;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberedClassesTest {
  private static final ItemRef ITEM =
      new ItemRef("d/train/0", "train", 0, "file", 0, 1, FileStamp.UNKNOWN);

  /** A dataset of these classes with one image of each number up to {@code most}. */
  private static ImageSource images(List<String> names, int most) {
    return new ImageSource() {
      @Override
      public String dataset() {
        return "d";
      }

      @Override
      public Iterator<ItemRef> items() {
        return List.of(ITEM).iterator();
      }

      @Override
      public List<String> labelNames() {
        return names;
      }

      @Override
      public Iterator<SourceImage> read(List<ItemRef> items) {
        return java.util.stream.IntStream.rangeClosed(-1, most)
            .<SourceImage>mapToObj(
                label ->
                    new Decoded(
                        ITEM,
                        new Raster(1, 1, 1, 8, new char[1]),
                        label,
                        label >= 0 && label < names.size() ? names.get(label) : ""))
            .iterator();
      }
    };
  }

  private static List<String> numbers(List<String> known, List<String> own, int most) {
    Iterator<SourceImage> read = NumberedClasses.of(images(own, most), known).read(List.of(ITEM));
    List<String> said = new java.util.ArrayList<>();
    read.forEachRemaining(
        image ->
            said.add(
                image instanceof Decoded decoded
                    ? decoded.label() + " " + decoded.labelName()
                    : "failed"));
    return said;
  }

  @Test
  void a_new_table_takes_the_numbers_of_the_dataset() {
    assertThat(numbers(List.of(), List.of("b", "a"), 1)).containsExactly("-1 ", "0 b", "1 a");
  }

  @Test
  void a_table_keeps_its_numbers_and_appends_new_names() {
    NumberedClasses classes =
        NumberedClasses.of(images(List.of("ant", "bird", "cat"), 2), List.of("bird", "cat"));
    assertThat(classes.labelNames()).containsExactly("bird", "cat", "ant");
    assertThat(numbers(List.of("bird", "cat"), List.of("ant", "bird", "cat"), 2))
        .containsExactly("-1 ", "2 ant", "0 bird", "1 cat");
  }

  @Test
  void a_dataset_without_names_has_those_of_the_table() {
    assertThat(numbers(List.of("a", "b"), List.of(), 2)).containsExactly("-1 ", "0 a", "1 b", "2 ");
  }

  @Test
  void a_number_without_a_name_fails_where_numbers_have_moved() {
    assertThat(numbers(List.of("b", "a"), List.of("a", "b"), 2))
        .containsExactly("-1 ", "1 a", "0 b", "failed");
  }

  @Test
  void an_empty_class_in_front_keeps_its_place() {
    assertThat(numbers(List.of("", "A", "B"), List.of("", "A", "B"), 2))
        .containsExactly("-1 ", "0 ", "1 A", "2 B");
  }

  @Test
  void two_classes_of_one_name_keep_their_numbers_and_are_refused_once_they_move() {
    List<String> cranes = List.of("crane", "dog", "crane");
    assertThat(numbers(cranes, cranes, 2)).containsExactly("-1 ", "0 crane", "1 dog", "2 crane");
    assertThatThrownBy(() -> numbers(cranes, List.of("ant", "crane", "dog", "crane"), 3))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Two classes are called 'crane'");
  }
}
