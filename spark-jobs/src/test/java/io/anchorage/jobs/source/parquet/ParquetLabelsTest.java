package io.anchorage.jobs.source.parquet;

import static io.anchorage.jobs.source.parquet.Tables.classLabel;
import static io.anchorage.jobs.source.parquet.Tables.findings;
import static io.anchorage.jobs.source.parquet.Tables.images;
import static io.anchorage.jobs.source.parquet.Tables.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetLabelsTest {
  private static final List<String> PETS = List.of("emu", "cat", "dog");

  @TempDir Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void numbers(String name, String metadata, long... labels) throws IOException {
    images(
        file(name),
        "required int64 label;",
        metadata,
        labels.length,
        (row, i) -> row.append("label", labels[i]));
  }

  private ImageSource open() {
    return Datasets.open(folder);
  }

  private ImageSource open(String labelColumn) {
    return Datasets.open(SourceConfig.defaults().withLabelColumn(labelColumn), folder);
  }

  private void refuses(SourceConfig config, String message) {
    assertThatThrownBy(() -> Datasets.open(config, folder))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder))
        .hasMessageNotContaining("\n");
  }

  @Test
  void texts_are_classes_numbered_as_folders_would_be() throws IOException {
    images(
        file("train-0.parquet"),
        "optional binary label (UTF8);",
        null,
        3,
        (row, i) -> row.append("label", PETS.get(i)));
    images(
        file("test-0.parquet"),
        "optional binary label (UTF8);",
        null,
        3,
        (row, i) -> row.append("label", i == 0 ? "ant" : i == 1 ? "" : "cat"));

    ImageSource source = open();

    assertThat(source.labelNames()).containsExactly("ant", "cat", "dog", "emu");
    assertThat(labels(source)).containsExactly("3 emu", "1 cat", "2 dog", "0 ant", "-1", "1 cat");
    assertThat(findings(source))
        .contains(
            "found: splits: train 3, test 3",
            "found: classes: 4 (ant 1, cat 2, dog 1, emu 1)",
            "found: rows without a label: test 1");
  }

  @Test
  void doubles_with_gaps_are_whole_numbers_and_rows_without_a_label() throws IOException {
    images(
        file("train.parquet"),
        "optional double label;",
        null,
        4,
        (row, i) -> {
          if (i < 3) {
            row.append("label", i == 1 ? Double.NaN : i);
          }
        });

    assertThat(labels(open())).containsExactly("0", "-1", "2", "-1");
    assertThat(findings(open()))
        .contains(
            "found: classes: 2 without names (0 1, 2 1)", "found: rows without a label: train 2");
  }

  @Test
  void numbers_that_are_no_classes_are_told() throws IOException {
    images(
        file("train.parquet"),
        "optional float label;",
        null,
        2,
        (row, i) -> row.append("label", i * 0.5f));
    refuses(
        Datasets.AUTO,
        "Row 1 of FOLDER/train.parquet has no label that can be used: column label holds 0.5, which"
            + " is no class; choose another column with source.label-column, or none with"
            + " source.class-from: none");

    images(
        file("train.parquet"),
        "optional int64 label (DECIMAL(10,2));",
        null,
        1,
        (row, i) -> row.append("label", 1L));
    refuses(
        Datasets.AUTO,
        "Parquet file FOLDER/train.parquet has no classes in column label: it holds values of type"
            + " decimal(10,2); choose a column of whole numbers or texts with source.label-column,"
            + " or none with source.class-from: none");
    assertThat(labels(Datasets.open(SourceConfig.defaults().withClassFrom(ClassFrom.NONE), folder)))
        .containsExactly("-1");
  }

  @Test
  void truth_values_are_two_classes() throws IOException {
    images(
        file("train.parquet"),
        "required boolean label;",
        null,
        2,
        (row, i) -> row.append("label", true));

    assertThat(open().labelNames()).containsExactly("false", "true");
    assertThat(labels(open())).containsExactly("1 true", "1 true");
  }

  @Test
  void small_and_unsigned_integers_are_read() throws IOException {
    images(
        file("train.parquet"),
        "required int32 label (INTEGER(8,false));",
        classLabel("label", "a", "b"),
        2,
        (row, i) -> row.append("label", i));

    assertThat(labels(open())).containsExactly("0 a", "1 b");
  }

  @Test
  void names_that_the_first_table_lacks_come_from_another() throws IOException {
    numbers("test-0.parquet", null, 0, 1);
    numbers("train-0.parquet", classLabel("label", "cat", "dog"), 0, 1);

    assertThat(open().labelNames()).containsExactly("cat", "dog");
    assertThat(labels(open())).containsExactly("0 cat", "1 dog", "0 cat", "1 dog");
    assertThat(findings(open()))
        .contains(
            "guessed: class numbers of test-0.parquet have no names there: those of other tables"
                + " are taken");
  }

  @Test
  void names_in_another_order_are_matched() throws IOException {
    numbers("test-0.parquet", classLabel("label", "dog", "emu", "cat"), 0, 1, 2);
    numbers("train-0.parquet", classLabel("label", "cat", "dog"), 0, 1);
    images(
        file("val-0.parquet"),
        "required binary label (UTF8);",
        null,
        1,
        (row, i) -> row.append("label", "emu"));

    assertThat(open().labelNames()).containsExactly("cat", "dog", "emu");
    assertThat(labels(open()))
        .containsExactly("0 cat", "1 dog", "1 dog", "2 emu", "0 cat", "2 emu");
    assertThat(findings(open()))
        .contains(
            "guessed: class names of test-0.parquet differ from those of train-0.parquet: classes"
                + " are matched by name");
  }

  @Test
  void numbers_and_texts_without_names_cannot_be_matched() throws IOException {
    numbers("test-0.parquet", null, 0);
    images(
        file("train-0.parquet"),
        "required binary label (UTF8);",
        null,
        1,
        (row, i) -> row.append("label", "cat"));

    refuses(
        Datasets.AUTO,
        "Labels are numbers in FOLDER/test-0.parquet but texts in FOLDER/train-0.parquet: choose a"
            + " column that is alike in both with source.label-column");
  }

  @Test
  void negative_numbers_are_no_labels() throws IOException {
    numbers("test-0.parquet", classLabel("label", "cat"), -1, -1, -1);

    assertThat(labels(open())).containsExactly("-1", "-1", "-1");
    assertThat(findings(open()))
        .containsExactly("found: splits: test 3", "found: rows without a label: test 3");
  }

  @Test
  void labels_beyond_the_names_are_told() throws IOException {
    numbers("train.parquet", classLabel("label", "cat", "dog"), 0, 1, 2, 2);

    assertThat(labels(open())).containsExactly("0 cat", "1 dog", "2", "2");
    assertThat(findings(open()))
        .contains(
            "found: classes: 3 (cat 1, dog 1, class 2 2)",
            "guessed: labels beyond the class names stay classes without a name: 2 2");
  }

  @Test
  void a_name_that_occurs_twice_gets_its_number() throws IOException {
    numbers("train.parquet", classLabel("label", "crane", "dog", "crane"), 0, 1, 2);

    assertThat(labels(open())).containsExactly("0 crane", "1 dog", "2 crane (2)");
  }

  @Test
  void several_columns_of_labels_are_left_alone_until_one_is_chosen() throws IOException {
    images(
        file("train.parquet"),
        "required int64 fine_label; required int64 coarse_label;",
        null,
        3,
        (row, i) -> row.append("fine_label", (long) i).append("coarse_label", 7L));

    assertThat(labels(open())).containsExactly("-1", "-1", "-1");
    assertThat(findings(open()))
        .contains(
            "guessed: no labels: they could be in fine_label or coarse_label; choose with"
                + " source.label-column");
    assertThat(labels(open("coarse_label"))).containsExactly("7", "7", "7");
    refuses(
        SourceConfig.defaults().withLabelColumn("medium_label"),
        "Parquet file FOLDER/train.parquet has no column medium_label (set by source.label-column),"
            + " only image, fine_label, coarse_label");
  }

  @Test
  void the_only_column_named_like_labels_is_taken_and_told() throws IOException {
    images(
        file("train.parquet"),
        "required int64 width; required int64 category;",
        null,
        2,
        (row, i) -> row.append("width", 5L).append("category", (long) i));

    assertThat(labels(open())).containsExactly("0", "1");
    assertThat(findings(open()))
        .contains("guessed: labels: column category; source.label-column takes another");
  }

  @Test
  void lists_of_labels_are_left_out() throws IOException {
    images(
        file("train.parquet"),
        "optional group labels (LIST) { repeated group list { required int64 element; } }",
        null,
        1,
        (row, i) -> row.addGroup("labels").addGroup("list").append("element", 3L));

    assertThat(labels(open())).containsExactly("-1");
    assertThat(findings(open()))
        .contains("left out: labels: column labels holds lists, which are not read");
  }

  @Test
  void a_dictionary_of_texts_and_bytes_without_a_type_are_read() throws IOException {
    images(
        file("train.parquet"),
        "optional binary label;",
        null,
        2,
        (row, i) -> row.append("label", Binary.fromString(PETS.get(i))));

    assertThat(labels(open())).containsExactly("1 emu", "0 cat");
  }
}
