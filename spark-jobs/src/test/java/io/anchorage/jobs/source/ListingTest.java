package io.anchorage.jobs.source;

import static io.anchorage.jobs.source.Datasets.write;
import static io.anchorage.jobs.source.Pictures.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every entry of a folder is read, told or refused. */
class ListingTest {
  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("pets");
  }

  private void images(String... names) throws IOException {
    for (String name : names) {
      write(folder(), name, png(4, 3, 0));
    }
  }

  private List<String> ids() {
    return Datasets.items(Datasets.open(folder())).stream().map(ItemRef::id).toList();
  }

  private List<String> leftOut() {
    return Datasets.open(folder()).findings().stream()
        .filter(finding -> finding.kind() == Finding.Kind.LEFT_OUT)
        .map(Finding::text)
        .toList();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assumeThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assumeThat(process.exitValue()).isZero();
  }

  @Test
  void links_without_a_target_are_failures() throws IOException {
    images("cat/0.png");
    Files.createSymbolicLink(folder().resolve("cat/1.png"), Path.of("../annex/objects/1"));
    Files.createSymbolicLink(folder().resolve("cat/2.png"), Path.of("2.png"));
    Files.createSymbolicLink(folder().resolve("dog"), Path.of("/nowhere/dog"));

    List<String> images = Datasets.all(Datasets.open(folder()));

    assertThat(images).hasSize(3);
    assertThat(images.get(1))
        .startsWith(
            "pets/cat/1.png: read failed, IOException: File is a link whose target does not")
        .contains("../annex/objects/1");
    assertThat(images.get(2)).contains("File is a link that cannot be followed");
    assertThat(leftOut())
        .anyMatch(text -> text.startsWith("2 of 3 files cannot be read and are failures, such as"))
        .anyMatch(text -> text.startsWith("1 entries that cannot be read, such as dog is a link"));
  }

  @Test
  void links_are_followed_but_no_folder_is_listed_twice() throws IOException {
    images("cat/0.png", "cat/1.png");
    write(temp, "elsewhere/dog/2.png", png(2, 2, 0));
    Files.createSymbolicLink(folder().resolve("dog"), temp.resolve("elsewhere/dog"));
    Files.createSymbolicLink(folder().resolve("cat/up"), Path.of(".."));
    Files.createSymbolicLink(folder().resolve("a cat"), folder().resolve("cat"));
    Files.createSymbolicLink(temp.resolve("elsewhere/dog/back"), folder());
    Files.createSymbolicLink(folder().resolve("cat/3.png"), folder().resolve("cat/0.png"));

    assertThat(ids())
        .containsExactly("pets/cat/0.png", "pets/cat/1.png", "pets/cat/3.png", "pets/dog/2.png");
    assertThat(leftOut())
        .containsExactly("3 links to folders that are listed already, such as a cat");
  }

  @Test
  @Timeout(60)
  void a_pipe_does_not_hang_anything() throws IOException, InterruptedException {
    images("cat/0.png");
    run("mkfifo", folder().resolve("cat/pipe.png").toString());
    run("mkfifo", folder().resolve("cat/control").toString());

    List<String> images = Datasets.all(Datasets.open(folder()));

    assertThat(images.get(1)).contains("File is a pipe, a socket or a device, not a file");
    assertThat(leftOut()).anyMatch(text -> text.contains("such as cat/control is a pipe"));

    write(folder(), "labels.csv", "cat/0.png,a\ncat/pipe.png,a\n".getBytes(StandardCharsets.UTF_8));
    ImageSource listed = Datasets.open(Datasets.AUTO.withLabels("labels.csv"), folder());
    assertThat(Datasets.all(listed).get(1)).contains("a pipe, a socket or a device, not a file");
  }

  @Test
  void a_table_that_cannot_be_opened_is_refused() throws IOException {
    Files.createDirectories(folder());
    Files.createSymbolicLink(folder().resolve("train.parquet"), Path.of("annex/train"));

    assertThatThrownBy(() -> Datasets.open(folder()))
        .hasMessage(
            "Parquet table in file:%s cannot be read: train.parquet is a link whose target does not exist: annex/train; put it right, or move it out of --input"
                .formatted(folder()));
  }

  @Test
  void names_that_are_no_text_are_failures() throws IOException, InterruptedException {
    images("cat/0.png");
    run(
        "bash",
        "-c",
        "cd \"$0\" && cp cat/0.png $'cat/caf\\xe9.png' && mkdir $'d\\xf6g' && cp cat/0.png $'d\\xf6g'/1.png",
        folder().toString());

    List<String> images = Datasets.all(Datasets.open(folder()));

    assertThat(images).hasSize(3);
    assertThat(images.get(1)).contains("pets/cat/caf\\xE9.png", "not valid UTF-8; rename it");
    assertThat(images.get(2)).contains("pets/d\\xF6g/1.png", "not valid UTF-8; rename it");
  }

  @Test
  void what_systems_leave_among_images_is_skipped_and_counted() throws IOException {
    images(
        "cat/0.jpg",
        "cat/@eaDir/0.jpg/SYNOPHOTO_THUMB_M.jpg",
        "cat/.ipynb_checkpoints/0-checkpoint.jpg",
        "cat/._0.jpg",
        "#recycle/old.jpg",
        "$RECYCLE.BIN/S-1-5-18/$R1.jpg",
        "__MACOSX/cat/._0.jpg",
        "lost+found/x.jpg",
        "System Volume Information/x.jpg",
        ".Trash-1000/files/x.jpg",
        "@Recycle/x.jpg",
        "~snapshot/x.jpg",
        "Thumbs.db",
        "desktop.ini");

    assertThat(ids()).containsExactly("pets/cat/0.jpg");
    assertThat(leftOut()).hasSize(1);
    assertThat(leftOut().get(0))
        .startsWith("13 hidden or system entries: ")
        .contains("#recycle 1", "$RECYCLE.BIN 1", "._* 1", ".ipynb_checkpoints 1");
  }

  @Test
  void extensions_of_images_are_known_and_the_others_counted() throws IOException {
    byte[] jpeg = Pictures.encoded("jpeg", 8, 8, 0);
    for (String name : List.of("a.jpg", "b.jfif", "c.jpe", "d.pjpeg", "e", "f.JPG_original")) {
      write(folder(), "cat/" + name, jpeg);
    }
    write(folder(), "cat/g.dib", Pictures.encoded("bmp", 4, 4, 0));
    write(folder(), "cat/h.apng", png(4, 4, 0));
    write(folder(), "cat/notes.txt", "BM is not a bitmap".getBytes(StandardCharsets.UTF_8));
    write(folder(), "cat/i.ppm", "P6 1 1 255 abc".getBytes(StandardCharsets.UTF_8));

    assertThat(Datasets.all(Datasets.open(folder())))
        .hasSize(6)
        .noneMatch(image -> image.contains("failed"));
    assertThat(leftOut())
        .containsExactly(
            "4 files by extension: jpg_original 1, no extension 1, ppm 1, txt 1",
            "2 of these are images by their content, such as cat/e: give them an image's extension");
  }

  @Test
  void folders_without_images_and_files_that_look_like_labels_are_told() throws IOException {
    images("cat/0.png");
    Files.createDirectories(folder().resolve("bird/2024"));
    Files.createDirectories(folder().resolve("cat/7.png"));
    write(folder(), "metadata.csv", "file_name,label".getBytes(StandardCharsets.UTF_8));

    assertThat(leftOut())
        .containsExactly(
            "1 files by extension: csv 1",
            "2 folders without images, such as bird",
            "metadata.csv may hold labels: source.labels reads it");
  }

  @Test
  void odd_names_are_names_and_are_told_in_one_line() throws IOException {
    images("c l[a]s#s%/two\nlines.png", "c l[a]s#s%/12:30:00.png", "c l[a]s#s%/back\\slash.png");
    images("c l[a]s#s%/ lead.png", "c l[a]s#s%/a%20b.png", "c l[a]s#s%/tab\t.png");
    Files.createSymbolicLink(folder().resolve("c l[a]s#s%/dead\nlink.png"), Path.of("no\nwhere"));

    assertThat(Datasets.all(Datasets.open(folder())).stream().filter(i -> i.contains("failed")))
        .hasSize(1);
    assertThat(Datasets.open(folder()).findings())
        .extracting(Finding::text)
        .noneMatch(text -> text.contains("\n"));
  }

  @Test
  void a_folder_that_cannot_be_listed_is_refused() throws IOException {
    images("cat/0.png", "dog/1.png");
    Path dog = folder().resolve("dog");
    Files.setPosixFilePermissions(dog, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(dog)).isFalse();
      assertThatThrownBy(() -> Datasets.open(folder()))
          .hasMessage(
              "Folder cannot be listed: "
                  + dog
                  + " (Permission denied); make it readable, or move it out of --input");
    } finally {
      Files.setPosixFilePermissions(dog, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
