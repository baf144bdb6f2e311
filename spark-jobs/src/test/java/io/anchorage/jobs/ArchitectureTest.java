package io.anchorage.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The import rules of the jobs: rooms stand in one order, and imports point downward.
 *
 * <p>Over 300 lines, because the rules of all rooms stand in one place.
 */
class ArchitectureTest {
  private static final String JOBS = "io.anchorage.jobs.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.anchorage.jobs");

  @ParameterizedTest
  @CsvSource({
    "storage, 8",
    "cluster, 6",
    "table.rows, 5",
    "table.manifest, 10",
    "table.shard, 5",
    "source, 15",
    "source.folder, 10",
    "source.parquet, 18",
    "source.record, 7",
    "source.open, 2",
    "progress, 8",
    "sql, 8",
    "fit, 20",
    "learn, 15",
    "report, 10",
    "tune, 20",
    "solve, 10",
    "exchange.in, 25",
    "exchange.out, 12",
    "cli, 15"
  })
  void the_rules_see_the_classes_of_each_room(String room, int atLeast) {
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith(JOBS + room)).count())
        .isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void storage_knows_nothing_of_the_other_rooms() {
    usesNothingOfOursBut("storage");
  }

  @Test
  void the_cluster_knows_storage_and_nothing_of_tables_or_jobs() {
    usesNothingOfOursBut("cluster", "storage");
  }

  @Test
  void progress_is_a_leaf() {
    usesNothingOfOursBut("progress");
  }

  @Test
  void a_table_is_built_of_rows_then_the_manifest_then_shards() {
    usesNothingOfOursBut("table.rows", "storage");
    usesNothingOfOursBut("table.manifest", "storage", "table.rows");
    usesNothingOfOursBut("table.shard", "storage", "table.rows", "table.manifest");
    usesNothingOfOursBut("table..", "storage", "config");
  }

  @Test
  void sources_know_nothing_of_tables_or_fits() {
    usesNothingOfOursBut("source", "storage", "config");
    for (String layout : List.of("source.folder", "source.parquet", "source.record")) {
      usesNothingOfOursBut(layout, "source", "storage", "config");
    }
    usesNothingOfOursBut(
        "source.open",
        "source",
        "source.folder",
        "source.parquet",
        "source.record",
        "storage",
        "config");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"storage", "table..", "source..", "progress", "report..", "config", "sql"})
  void only_the_cluster_and_the_jobs_submit_work_to_spark(String room) {
    noClasses()
        .that()
        .resideInAPackage(JOBS + room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark.api.java..")
        .check(CLASSES);
  }

  /** What a table's fields stand for is asked of a subject, which the command line looks up. */
  @Test
  void what_reads_tables_knows_nothing_of_feature_maps() {
    usesNothingOfOursBut(
        "report",
        "report.page",
        "storage",
        "config",
        "source",
        "source.open",
        "fit",
        "table",
        "table.rows",
        "table.manifest",
        "table.shard");
  }

  /** What reads tables in other programs needs no job. */
  @Test
  void spark_sql_sees_tables_and_no_jobs() {
    usesNothingOfOursBut(
        "sql", "storage", "config", "table", "table.rows", "table.manifest", "table.shard");
  }

  /** A report's page knows how to show things, and nothing of what it shows. */
  @Test
  void pages_know_only_how_json_is_written() {
    usesNothingOfOursBut("report.page", "storage");
  }

  @Test
  void reports_of_tables_know_nothing_of_learning_nor_of_feature_maps() {
    for (String room : List.of("report.fields", "report.compare")) {
      usesNothingOfOursBut(
          room,
          "report",
          "report.page",
          "storage",
          "fit",
          "table",
          "table.rows",
          "table.manifest",
          "table.shard");
    }
  }

  /** What is fitted is a subject, which the command line gives it. */
  @Test
  void what_tunes_recipes_knows_nothing_of_tables() {
    usesNothingOfOursBut(
        "tune",
        "storage",
        "cluster",
        "source",
        "source.open",
        "fit",
        "report",
        "report.page",
        "progress",
        "config");
  }

  /**
   * Import knows the list that export writes and how a fit sees its images; export knows neither.
   */
  @Test
  void files_of_others_become_tables_and_tables_become_files_without_another_job() {
    usesNothingOfOursBut(
        "exchange", "storage", "table", "table.rows", "table.manifest", "table.shard");
    usesNothingOfOursBut("exchange.hdf5", "storage");
    usesNothingOfOursBut(
        "exchange.out",
        "exchange",
        "exchange.hdf5",
        "storage",
        "cluster",
        "source",
        "table",
        "table.rows",
        "table.manifest",
        "table.shard",
        "progress",
        "config");
    usesNothingOfOursBut(
        "exchange.in",
        "exchange",
        "exchange.hdf5",
        "exchange.out",
        "storage",
        "cluster",
        "table",
        "table.rows",
        "table.manifest",
        "table.shard",
        "source",
        "source.open",
        "fit",
        "progress",
        "config");
  }

  @Test
  void only_the_command_line_exchanges_files() {
    noClasses()
        .that()
        .resideOutsideOfPackages(JOBS + "exchange..", JOBS + "cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "exchange..")
        .check(CLASSES);
  }

  @Test
  void only_the_command_line_knows_the_all_cnn() {
    noClasses()
        .that()
        .resideOutsideOfPackages(JOBS + "allcnn..", JOBS + "cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "allcnn..")
        .check(CLASSES);
  }

  /** Experiments keep the fields of feature maps that they learn in the tables of the first one. */
  @Test
  void the_experiments_on_the_all_cnn_share_tables_of_maps_and_a_grid_of_trainings() {
    String known =
        "allcnn storage cluster table table.rows table.manifest table.shard source source.open fit"
            + " report report.page progress config";
    usesNothingOfOursBut("allcnn.maps", known.split(" "));
    usesNothingOfOursBut("allcnn.moving", (known + " allcnn.maps").split(" "));
    // A grid of variants and seeds is that of train.
    usesNothingOfOursBut("allcnn.paths", (known + " allcnn.maps learn").split(" "));
  }

  /** Equations are a subject of the fit job: another source, another loss. */
  @Test
  void solving_is_a_fit_of_something_else_and_only_the_command_line_knows_it() {
    usesNothingOfOursBut(
        "solve",
        "storage",
        "source",
        "fit",
        "report",
        "table",
        "table.rows",
        "table.manifest",
        "config");
    noClasses()
        .that()
        .resideOutsideOfPackages(JOBS + "solve", JOBS + "cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "solve")
        .check(CLASSES);
  }

  /** What keeps tables in order copies rows and knows nothing of what they mean. */
  @Test
  void upkeep_knows_tables_and_no_other_job() {
    usesNothingOfOursBut(
        "upkeep",
        "storage",
        "cluster",
        "table",
        "table.rows",
        "table.manifest",
        "table.shard",
        "progress");
  }

  @Test
  void nothing_but_the_command_line_knows_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackage(JOBS + "cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JOBS + "cli")
        .check(CLASSES);
  }

  /** Rooms are packages below {@code io.anchorage.jobs}; a room may always use itself. */
  private static void usesNothingOfOursBut(String room, String... below) {
    List<String> allowed = Arrays.stream(below).map(name -> JOBS + name).toList();
    noClasses()
        .that()
        .resideInAPackage(JOBS + room)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "rooms other than " + room + " " + List.of(below),
                other ->
                    other.getPackageName().startsWith(JOBS)
                        && !within(other.getPackageName(), room)
                        && !allowed.contains(other.getPackageName())))
        .check(CLASSES);
  }

  private static boolean within(String packageName, String room) {
    return room.endsWith("..")
        ? packageName.startsWith(JOBS + room.substring(0, room.length() - 2))
        : packageName.equals(JOBS + room);
  }
}
