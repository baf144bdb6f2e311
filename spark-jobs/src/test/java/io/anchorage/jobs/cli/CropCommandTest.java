package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code crop} on the command line, and the other commands on what it writes. */
class CropCommandTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static String table;

  @BeforeAll
  static void fitted() {
    table = shared.resolve("table").toString();
    fit(table, "local-global, partitions: 4, local-width: 3, global-width: 6", "5");
  }

  private static void fit(String output, String family, String partitions) {
    Ran ran =
        Ran.of(
            "fit",
            "--config",
            "../conf/siren-fashion-mnist.yaml",
            "--input",
            SAMPLE,
            "--output",
            output,
            "--limit",
            "12",
            "--set",
            "fit.family={kind: " + family + "}",
            "--set",
            "fit.stop.steps=10",
            "--partitions",
            partitions,
            "--master",
            "local[2]");
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private static Ran crop(String box, String input, Path output, String... more) {
    return boxed("crop", box, input, output, more);
  }

  private static Ran extend(String input, String box, Path output, String... more) {
    return boxed("extend", box, input, output, more);
  }

  private static Ran boxed(String command, String box, String input, Path output, String... more) {
    List<String> flags =
        new ArrayList<>(List.of(command, input, "--box", box, "--output", output.toString()));
    flags.addAll(List.of("--master", "local[2]"));
    flags.addAll(List.of(more));
    return Ran.of(flags.toArray(String[]::new));
  }

  @Test
  void a_box_becomes_whole_partitions_whose_pixels_keep_their_bits() {
    Path output = folder.resolve("part");

    Ran made = crop("8,14,3,7", table, output);

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out())
        .contains("12 fields in ")
        .contains("cropped to 7,14,7,7, whole partitions around the box; ");
    TableFamily family = TableFamily.of(open(table));
    TableFamily cropped = TableFamily.of(open(output.toString()));
    SortedMap<String, FieldRow> before = rows(table);
    rows(output.toString())
        .forEach(
            (id, row) -> {
              assertThat(row.summary().psnr()).isBetween(1.0, 100.0);
              float[] whole = family.image(before.get(id).field()).samples();
              float[] part = cropped.image(row.field()).samples();
              for (int n = 0; n < part.length; n++) {
                assertThat(part[n]).isEqualTo(whole[(7 + n / 7) * 28 + 14 + n % 7]);
              }
            });
    Ran verified = Ran.of("verify", output.toString());
    assertThat(verified.out()).contains("12 compared with their images", "sound");
    Ran inspected = Ran.of("inspect", output.toString());
    assertThat(inspected.out()).contains("made from", table);
    assertThat(Ran.of("decode", output.toString(), "--sheet", "4", "--output", folder + "/s.png"))
        .satisfies(ran -> assertThat(ran.code()).as(ran.err()).isZero());
  }

  @Test
  void one_partition_of_the_work_and_five_give_the_same_bytes_and_resume_adds_nothing() {
    String one = folder.resolve("one").toString();
    fit(one, "local-global, partitions: 4, local-width: 3, global-width: 6", "1");

    crop("0,0,14,14", one, folder.resolve("a"));
    crop("0,0,14,14", table, folder.resolve("b"));
    Ran again = crop("0,0,14,14", table, folder.resolve("b"), "--resume");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("0 fields in ", "12 were already there");
    assertThat(open(folder.resolve("a").toString()).parametersSha256())
        .isEqualTo(open(folder.resolve("b").toString()).parametersSha256());
    Ran other = crop("0,0,21,14", table, folder.resolve("b"), "--resume");
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("fit.family.kept");
  }

  @Test
  void a_cropped_table_is_extended_to_more_of_its_images_and_learns_them() {
    String part = folder.resolve("part").toString();
    crop("0,7,14,14", table, Path.of(part));
    Path output = folder.resolve("extended");
    Path begun = folder.resolve("begun");

    Ran start = extend(part, "0,0,28,21", begun, "--steps", "0");
    Ran made = extend(part, "0,0,28,21", output, "--steps", "60");

    assertThat(start.code()).as(start.err()).isZero();
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("extended to 0,0,28,21 and fitted on for 60 steps");
    SortedMap<String, FieldRow> before = rows(begun.toString());
    rows(output.toString())
        .forEach(
            (id, row) -> {
              assertThat(row.summary().steps()).isEqualTo(60);
              assertThat(row.summary().loss()).isLessThan(before.get(id).summary().loss());
            });
    assertThat(Ran.of("verify", output.toString()).out())
        .contains("12 compared with their images", "sound");
    Path none = folder.resolve("none");
    Ran smaller = extend(part, "0,9,14,14", none);
    assertThat(smaller.code()).isEqualTo(3);
    assertThat(smaller.err()).contains("--box must hold what the fields of ", "0,7,14,14");
    assertThat(extend(table, "0,0,30,30", none).err())
        .contains("has fields of whole images, which do not go on");
    Ran beyond = extend(part, "0,0,30,30", none);
    assertThat(beyond.code()).isEqualTo(3);
    assertThat(beyond.err()).contains("is smaller than the box; extend needs it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0,0,29,1; 3; --box reaches outside the fields of ",
        "0,0,0,1; 2; with a height and a width of at least 1: 0,0,0,1",
        "left; 2; --box must be ROW,COL,HEIGHT,WIDTH in pixels"
      })
  void boxes_that_are_none_are_refused_in_one_line(String box, int code, String message) {
    Ran ran = crop(box, table, folder.resolve("out"));
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.err()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void fields_without_partitions_are_refused_in_one_line() {
    String sirens = folder.resolve("sirens").toString();
    fit(sirens, "siren, width: 4", "2");
    Ran ran = crop("0,0,5,5", sirens, folder.resolve("out"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .contains(
            "holds siren fields, which cannot be cropped; give a table of family local-global");
  }

  private static FieldTable open(String path) {
    return FieldTable.open(StorageFolder.at(path, new Configuration()));
  }

  private static SortedMap<String, FieldRow> rows(String path) {
    SortedMap<String, FieldRow> rows = new TreeMap<>();
    try (ShardScan<FieldRow> scan = open(path).rows()) {
      scan.forEachRemaining(row -> rows.put(row.summary().id(), row));
    }
    return rows;
  }
}
