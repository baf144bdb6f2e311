package io.anchorage.jobs.source.folder;

import static io.anchorage.jobs.source.Datasets.write;
import static io.anchorage.jobs.source.Pictures.png;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Label files as people write them.
 *
 * <p>Over 300 lines, because it is one list of the ways there are.
 */
class LabelFileTest {
  @TempDir Path temp;

  private static SourceConfig labels(String csv) {
    return SourceConfig.defaults().withDataset("d").withLabels(csv).withMaxPixels(1_000_000);
  }

  private Path folder() {
    return temp.resolve("pets");
  }

  private void images(String... names) throws IOException {
    for (String name : names) {
      write(folder(), name, png(4, 3, name.hashCode() & 0xFF));
    }
  }

  private void csv(String text) throws IOException {
    csv(text, UTF_8);
  }

  private void csv(String text, Charset charset) throws IOException {
    write(folder(), "labels.csv", text.getBytes(charset));
  }

  /** The images without their samples, and without their common beginning. */
  private List<String> read(SourceConfig config) {
    return Datasets.all(Datasets.open(config, folder())).stream()
        .map(line -> line.replace(": 3x4x1 of 8 bits, label", "").replaceAll(", samples.*", ""))
        .toList();
  }

  private List<String> findings(SourceConfig config) {
    return Datasets.open(config, folder()).findings().stream().map(Finding::text).toList();
  }

  private void refuses(SourceConfig config, String message) {
    assertThatThrownBy(() -> Datasets.open(config, folder()))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder()))
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_csv_says_labels_and_splits() throws IOException {
    images("x/1.png", "x/2, the second.png", "x/3.png", "x/unlisted.png");
    csv(
        """
        label,path,split
        "dog, ""big"" one",x/3.png,test
        cat,"x/2, the second.png",train
        cat,x/1.png,train
        """);

    ImageSource source = Datasets.open(labels("labels.csv"), folder());

    assertThat(source.labelNames()).containsExactly("cat", "dog, \"big\" one");
    assertThat(read(labels("labels.csv")))
        .containsExactly(
            "d/x/1.png 0 'cat'", "d/x/2, the second.png 0 'cat'", "d/x/3.png 1 'dog, \"big\" one'");
    assertThat(Datasets.items(source))
        .extracting(ItemRef::split)
        .containsExactly("train", "train", "test");
    assertThat(Datasets.items(source)).extracting(ItemRef::pixels).containsOnly(12L);
    assertThat(Datasets.items(source)).allMatch(item -> item.stamp().isKnown());
    assertThat(source.findings())
        .extracting(Finding::text)
        .contains(
            "labels: labels.csv, 3 rows, separated by commas, paths in path, classes in label, splits in split",
            "1 images that the label file does not list, such as x/unlisted.png");
  }

  @Test
  void a_csv_without_heading_has_path_and_label() throws IOException {
    images("1.png");
    csv("1.png,cat\r\nmissing.png,dog\r\n");

    List<String> images = read(labels("labels.csv"));

    assertThat(images.get(0)).isEqualTo("d/1.png 0 'cat'");
    assertThat(images.get(1)).contains("d/missing.png: read failed, FileNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file_name,label",
        "Filename,CLASS",
        "Image Path,category",
        "image,Target",
        "File,class-name",
      })
  void headings_in_other_words_are_headings(String heading) throws IOException {
    images("cat/0.png", "dog/1.png");
    csv(heading + "\ncat/0.png,cat\ndog/1.png,dog\n");

    assertThat(read(labels("labels.csv")))
        .containsExactly("d/cat/0.png 0 'cat'", "d/dog/1.png 1 'dog'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          ';' ! semicolons
          '\t' ! tabs
          '|' ! bars
          ' ' ! spaces
          """)
  void other_separators_are_recognised_and_told(String separator, String name) throws IOException {
    images("cat/0.png", "dog/1.png");
    csv("path,label\ncat/0.png,cat\ndog/1.png,dog\n".replace(",", separator));

    assertThat(read(labels("labels.csv")))
        .containsExactly("d/cat/0.png 0 'cat'", "d/dog/1.png 1 'dog'");
    assertThat(findings(labels("labels.csv")))
        .anyMatch(text -> text.contains("2 rows, separated by " + name));
  }

  @Test
  void a_path_that_begins_with_a_hash_is_no_comment() throws IOException {
    images("#1.png", "#tag/2.png", "3.png");
    csv("path,label\n#1.png,cat\n#tag/2.png,dog\n3.png,cat\n");

    assertThat(read(labels("labels.csv")))
        .containsExactly("d/#1.png 0 'cat'", "d/#tag/2.png 1 'dog'", "d/3.png 0 'cat'");
  }

  @Test
  void backslashes_separate_folders_unless_a_file_has_them_in_its_name() throws IOException {
    images("cat/0.png", "dog/1.png");
    csv("path,label\ncat\\0.png,cat\n.\\dog\\1.png,dog\n");
    assertThat(read(labels("labels.csv")))
        .containsExactly("d/cat/0.png 0 'cat'", "d/dog/1.png 1 'dog'");
    assertThat(findings(labels("labels.csv"))).anyMatch(text -> text.contains("backslashes"));

    images("odd\\name.png");
    csv("path,label\nodd\\name.png,cat\n");
    assertThat(read(labels("labels.csv"))).containsExactly("d/odd\\name.png 0 'cat'");
  }

  @Test
  void one_file_has_one_id_however_its_path_is_written() throws IOException {
    images("train/0.png", "train/1.png", "test/2.png", "test/3.png");
    csv(
        """
        path,label
        ./train/0.png,a
        train//1.png,a
        FOLDER/test/2.png,b
        file:FOLDER/train/../test/3.png,b
        train/0.png,a
        """
            .replace("FOLDER", folder().toString()));

    ImageSource source = Datasets.open(labels("labels.csv"), folder());

    assertThat(Datasets.items(source))
        .extracting(ItemRef::id)
        .containsExactly("d/train/0.png", "d/train/1.png", "d/test/2.png", "d/test/3.png");
    assertThat(Datasets.items(source))
        .extracting(ItemRef::split)
        .containsExactly("train", "train", "test", "test");
    assertThat(source.findings())
        .extracting(Finding::text)
        .contains("1 rows that repeat another, such as train/0.png (line 6)");
  }

  @Test
  void excel_writes_marks_and_utf_16() throws IOException {
    images("cät/0.png", "dog/1.png");
    String text = "path\tlabel\ncät/0.png\tcät\ndog/1.png\tdog\n";
    for (Charset charset : List.of(UTF_8, UTF_16LE, java.nio.charset.StandardCharsets.UTF_16BE)) {
      for (String mark : List.of("", "\uFEFF")) {
        csv(mark + text, charset);
        assertThat(read(labels("labels.csv")))
            .as(charset + mark)
            .containsExactly("d/cät/0.png 0 'cät'", "d/dog/1.png 1 'dog'");
      }
    }
  }

  @Test
  void excel_writes_its_separator_and_empty_rows() throws IOException {
    images("0.png", "1.png");
    csv("sep=;\r\npath;label\r\n0.png;\"cat; big\"\r\n1.png;dog\r\n;;\r\n\r\n;;\r\n");

    assertThat(read(labels("labels.csv")))
        .containsExactly("d/0.png 0 'cat; big'", "d/1.png 1 'dog'");
  }

  @Test
  void a_file_of_other_things_is_told_in_one_line() throws IOException {
    images("0.png", "000bec");
    csv("id,breed\n000bec,boston\n000cdf,dingo\n");
    assertThatThrownBy(() -> Datasets.open(labels("labels.csv"), folder()))
        .hasMessageContaining("has a heading that is not known, or lists a file that is not there")
        .hasMessageContaining("id, breed; known are path");

    csv("path,label\ncat/8.png,cat\ncat/9.png,dog\n");
    refuses(
        labels("labels.csv"),
        "Label file FOLDER/labels.csv lists no image that is there, such as cat/8.png; paths are"
            + " relative to FOLDER (line 2)");
  }

  @Test
  void another_encoding_is_told_with_its_line() throws IOException {
    csv("path,label\ncät/0.png,cat\n", ISO_8859_1);

    refuses(
        labels("labels.csv"),
        "Label file cannot be read: FOLDER/labels.csv (it is not text in UTF-8 or UTF-16 (line"
            + " 2)); check source.labels");
  }

  @Test
  void metadata_in_json_lines_is_read() throws IOException {
    images("train/0.png", "train/1.png");
    write(
        folder(),
        "train/metadata.jsonl",
        """
        {"file_name": "0.png", "label": 7, "objects": {"bbox": [1, 2]}}

        {"file_name": "1.png", "label": 10, "text": "a \\"dog\\""}
        """
            .getBytes(UTF_8));

    assertThat(read(labels("train/metadata.jsonl")))
        .containsExactly("d/train/0.png 0 '7'", "d/train/1.png 1 '10'");
    assertThat(findings(labels("train/metadata.jsonl")))
        .contains("the label file's paths are relative to train");

    write(
        folder(),
        "m.jsonl",
        "{\"file_name\": \"train/0.png\", \"label\": 1}\nno\n".getBytes(UTF_8));
    refuses(
        labels("m.jsonl"), "Label file FOLDER/m.jsonl has a line that is no JSON object (line 2)");
  }

  @Test
  void annotations_without_a_heading_name_the_images_beside_them() throws IOException {
    images("val/images/val_0.JPEG", "val/images/val_1.JPEG");
    write(
        folder(),
        "val/val_annotations.txt",
        "val_0.JPEG\tn02\t0\t32\t44\t62\nval_1.JPEG\tn01\t1\t2\t3\t4\n".getBytes(UTF_8));

    assertThat(read(labels("val/val_annotations.txt")))
        .containsExactly("d/val/images/val_0.JPEG 1 'n02'", "d/val/images/val_1.JPEG 0 'n01'");
    assertThat(findings(labels("val/val_annotations.txt")))
        .anyMatch(text -> text.contains("the others not read"));
  }

  @Test
  void columns_that_are_not_clear_are_told_and_can_be_named() throws IOException {
    images("0.png");
    csv("photo,kind\n0.png,cat\n");
    assertThatThrownBy(() -> Datasets.open(labels("labels.csv"), folder()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has a heading whose columns are not known: photo, kind; known are")
        .hasMessageContaining("file_name")
        .hasMessageContaining("source.image-column");
    assertThat(read(labels("labels.csv").withImageColumn("photo").withLabelColumn("kind")))
        .containsExactly("d/0.png 0 'cat'");

    csv("path,label,class\n0.png,0,cat\n");
    refuses(
        labels("labels.csv"),
        "Label file FOLDER/labels.csv has several columns of classes: class, label; choose one with"
            + " source.label-column");
    assertThat(read(labels("labels.csv").withLabelColumn("class")))
        .containsExactly("d/0.png 0 'cat'");
    refuses(
        labels("labels.csv").withLabelColumn("breed"),
        "Label file FOLDER/labels.csv has no column breed, which source.label-column names; it has"
            + " path, label, class");
    assertThat(read(labels("labels.csv").withClassFrom(ClassFrom.NONE)))
        .containsExactly("d/0.png -1 ''");

    csv("cat,0.png\n");
    assertThatThrownBy(() -> Datasets.open(labels("labels.csv"), folder()))
        .hasMessageContaining("has no heading, and no path in its first column: cat, 0.png");
  }

  @Test
  void what_is_wrong_with_a_csv_is_told_with_its_line() throws IOException {
    images("1.png");
    refuses(
        labels("labels.csv"),
        "Label file cannot be read: FOLDER/labels.csv (File FOLDER/labels.csv does not exist);"
            + " check source.labels");
    csv("1.png,cat\n1.png,dog\n");
    refuses(
        labels("labels.csv"),
        "Label file FOLDER/labels.csv lists 1.png twice, as 'cat' and 'dog' (line 2)");
    csv("path,label,split\n1.png,cat,holdout\n");
    refuses(
        labels("labels.csv"),
        "Label file FOLDER/labels.csv has a split other than train, test or val: 'holdout' (line"
            + " 2)");
    csv("../1.png,cat\n");
    refuses(
        labels("labels.csv"),
        "Label file FOLDER/labels.csv has a path that is not below the input: ../1.png (line"
            + " 1)");
    csv("/elsewhere/1.png,cat\n");
    refuses(
        labels("labels.csv"),
        "Label file FOLDER/labels.csv has a path that is not below the input: /elsewhere/1.png"
            + " (line 1)");
    csv("path,label\n");
    refuses(
        labels("labels.csv"),
        "Dataset is empty: FOLDER contains no images; check the path given to --input");
    refuses(
        labels("labels.csv").withClassFrom(ClassFrom.LAST_FOLDER),
        "source.class-from is last-folder, but source.labels names a file of labels; remove one of"
            + " them");
  }
}
