package io.anchorage.jobs.source.parquet;

import static io.anchorage.jobs.source.parquet.Tables.findings;
import static io.anchorage.jobs.source.parquet.Tables.images;
import static io.anchorage.jobs.source.parquet.Tables.picture;
import static io.anchorage.jobs.source.parquet.Tables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetColumnsTest {
  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("hf");
  }

  private Path file(String name) {
    return folder().resolve(name);
  }

  private static SourceConfig image(String column) {
    return SourceConfig.defaults().withImageColumn(column);
  }

  private void refuses(SourceConfig config, String message) {
    assertThatThrownBy(() -> Datasets.open(config, folder()))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FILE", "file:" + file("train.parquet")))
        .hasMessageNotContaining("\n")
        .extracting(e -> ((UserException) e).kind())
        .isEqualTo(UserException.Kind.INPUT);
  }

  private void reads(SourceConfig config, String samples) {
    assertThat(Datasets.all(Datasets.open(config, folder())))
        .singleElement()
        .asString()
        .contains("5x6x1 of 8 bits")
        .contains("samples [" + samples);
  }

  @Test
  void a_struct_of_bytes_is_read_under_any_name() throws IOException {
    rows(
        file("train.parquet"),
        "required group photograph { required binary bytes; }",
        1,
        (row, i) -> row.addGroup("photograph").append("bytes", picture(9)));

    reads(Datasets.AUTO, "9, 14, 19");
  }

  @Test
  void plain_bytes_are_read_if_they_are_named_like_images_or_begin_like_one() throws IOException {
    rows(
        file("train.parquet"),
        "required binary thumbhash; required binary jpg;",
        1,
        (row, i) -> row.append("thumbhash", Binary.fromString("x")).append("jpg", picture(8)));
    reads(Datasets.AUTO, "8, 13, 18");

    rows(
        file("train.parquet"),
        "required binary thumbhash; required binary pixels;",
        1,
        (row, i) -> row.append("thumbhash", Binary.fromString("x")).append("pixels", picture(7)));
    reads(Datasets.AUTO, "7, 12, 17");
  }

  @Test
  void several_columns_of_images_need_a_choice() throws IOException {
    rows(
        file("train.parquet"),
        "required group photo { required binary bytes; } required group mask { required binary"
            + " bytes; }",
        1,
        (row, i) -> {
          row.addGroup("photo").append("bytes", picture(5));
          row.addGroup("mask").append("bytes", picture(6));
        });

    refuses(
        Datasets.AUTO,
        "Parquet file FILE has several columns of images: photo, mask; choose one with"
            + " source.image-column");
    reads(image("mask"), "6, 11, 16");
    refuses(
        image("depth"),
        "Parquet file FILE has no column depth (set by source.image-column), only photo, mask");
  }

  @Test
  void a_column_named_image_goes_before_others_and_is_told() throws IOException {
    images(
        file("train.parquet"),
        "required group mask { required binary bytes; }",
        null,
        1,
        (row, i) -> row.addGroup("mask").append("bytes", picture(6)));

    reads(Datasets.AUTO, "0, 5, 10");
    assertThat(findings(Datasets.open(folder())))
        .contains(
            "guessed: images: column image of image, mask; source.image-column takes another");
  }

  @Test
  void columns_that_differ_between_tables_are_told() throws IOException {
    images(file("train-0.parquet"), "", null, 1, (row, i) -> {});
    rows(
        file("train-1.parquet"),
        "required group img { required binary bytes; }",
        1,
        (row, i) -> row.addGroup("img").append("bytes", picture(6)));

    ImageSource source = Datasets.open(folder());

    assertThat(Datasets.all(source)).hasSize(2).allMatch(line -> line.contains("5x6x1"));
    assertThat(findings(source))
        .contains(
            "guessed: images: columns of different names, by number of tables: image 1, img 1");
  }

  @Test
  void what_is_no_column_of_images_is_told_with_what_to_do() throws IOException {
    rows(
        file("train.parquet"),
        "optional group images (LIST) { repeated group list { optional group element { required"
            + " binary bytes; } } }",
        0,
        (row, i) -> {});
    refuses(
        Datasets.AUTO,
        "Parquet file FILE has no encoded images in column images: lists of images are not read;"
            + " write one image a row");

    rows(
        file("train.parquet"),
        "required group photo { required group encoded { required binary bytes; } }",
        0,
        (row, i) -> {});
    refuses(
        Datasets.AUTO,
        "Parquet file FILE has no encoded images in column photo: its bytes lie deeper than in one"
            + " struct; write a column struct<bytes, path>");

    rows(file("train.parquet"), "required binary image (UTF8);", 0, (row, i) -> {});
    refuses(
        Datasets.AUTO,
        "Parquet file FILE has no encoded images in column image: it holds text, such as paths;"
            + " write the images' own bytes, or list the paths in a CSV file for source.labels");

    rows(file("train.parquet"), "repeated int32 image;", 0, (row, i) -> {});
    refuses(
        Datasets.AUTO,
        "Parquet file FILE has no encoded images in column image: lists of numbers are not read;"
            + " write each image as the bytes of a PNG");
  }

  @Test
  void a_checksum_file_that_is_out_of_date_is_ignored() throws IOException {
    images(file("train.parquet"), "", null, 3, (row, i) -> {});
    Files.write(file(".train.parquet.crc"), "crc\0old and wrong".getBytes(StandardCharsets.UTF_8));

    assertThat(Datasets.all(Datasets.open(folder())))
        .hasSize(3)
        .noneMatch(l -> l.contains("failed"));
  }

  @Test
  void a_name_with_colons_is_read() throws IOException {
    images(file("train.parquet"), "", null, 2, (row, i) -> {});
    Files.move(file("train.parquet"), file("dump-2026-11-21T10:00:00.parquet"));

    assertThat(Datasets.all(Datasets.open(folder())))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("hf/dump-2026-11-21T10:00:00/0: 5x6x1");
  }

  @Test
  void a_pointer_of_git_lfs_and_a_web_page_are_told() throws IOException {
    Datasets.write(
        folder(),
        "train.parquet",
        ("version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 99\n")
            .getBytes(StandardCharsets.UTF_8));
    refuses(
        Datasets.AUTO,
        "Not a Parquet file: FILE is a pointer of Git LFS, not the file itself: run git lfs pull in"
            + " the clone it is in");

    Datasets.write(
        folder(), "train.parquet", "\n<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8));
    refuses(
        Datasets.AUTO,
        "Not a Parquet file: FILE is a web page: the download went wrong: load the file itself"
            + " again");
  }

  private void paths(String... paths) throws IOException {
    rows(
        file("data/train.parquet"),
        Tables.IMAGE,
        paths.length,
        (row, i) -> row.addGroup("image").append("path", paths[i]));
  }

  @Test
  void images_at_paths_below_the_input_are_read() throws IOException {
    Datasets.write(folder(), "data/a.png", Pictures.png(6, 5, 1));
    Datasets.write(folder(), "files/b.png", Pictures.png(6, 5, 2));
    paths("a.png", "files/b.png", "../files/b.png", file("files/b.png").toString(), "./c.png");

    SourceConfig config = SourceConfig.defaults().withFormat(SourceConfig.Format.PARQUET);
    ImageSource source = Datasets.open(config, folder());
    List<String> images = Datasets.all(source);

    assertThat(images.get(0)).contains("samples [1, 6,");
    assertThat(images.subList(1, 4)).allMatch(line -> line.contains("samples [2, 7,"));
    assertThat(images.get(4))
        .contains("decode failed")
        .contains(
            "no image bytes, only the path ./c.png, and there is no such file below the input");
    assertThat(findings(source))
        .contains(
            "found: images: not in train.parquet but at paths below the input, such as a.png");
    assertThat(Datasets.items(source)).allMatch(item -> item.pixels() > 1);
  }

  @Test
  void paths_to_nowhere_and_out_of_the_input_are_told_before_any_work() throws IOException {
    Datasets.write(temp, "outside.png", Pictures.png(6, 5, 1));
    for (String path :
        List.of("/data/0.png", "../../outside.png", temp + "/outside.png", "https://host/0.png")) {
      paths(path);
      assertThatThrownBy(() -> Datasets.open(folder()))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "The images of Parquet file file:%s are not in it but at paths such as %s, and there"
                  + " is no such file below the input: write their bytes into the table, or put the"
                  + " files there",
              file("data/train.parquet"), path);
    }
  }
}
