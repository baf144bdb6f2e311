package io.anchorage.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.SomeTable;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldTableSourceTest {
  @TempDir static Path folder;
  private static SparkSession spark;
  private static Path path;

  @BeforeAll
  static void make() {
    spark = SqlSession.open();
    path = folder.resolve("a table [0] of 25");
    SomeTable.make(path, 25);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> fields() {
    return spark.read().format("anchorage").load(path.toString());
  }

  @Test
  void rows_are_those_that_were_written() {
    Row row = fields().where("id = 'some/train/17'").first();

    List<Float> planes = row.getList(row.fieldIndex("planes"));
    float[] expected = SomeTable.row(17).field().floats("planes");
    assertThat(planes).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(planes.get(i)).isEqualTo(expected[i]);
    }
    assertThat(row.<Integer>getAs("label")).isEqualTo(1);
    assertThat(row.<Double>getAs("psnr")).isEqualTo(33);
    assertThat(row.<String>getAs("table_path")).isEqualTo("file:" + path);
  }

  @Test
  void only_published_rows_are_there_whatever_a_job_left() throws IOException {
    Path killed = folder.resolve("killed");
    FieldTable table = SomeTable.make(killed, 25);
    ShardFormat format = ShardFormat.of(table.files(), table.manifest());
    String unlisted = SomeTable.shard(format, "renamed-and-not-listed", 30, 40).fields().path();
    table.files().rename(TableLayout.unlisted(unlisted), unlisted);
    Files.writeString(killed.resolve("fields/r1-cut-12345678.parquet"), "PAR1 cut short");
    try (ShardWriter writer = ShardWriter.open(format, "being-written")) {
      writer.write(SomeTable.row(41));
      Dataset<Row> rows = spark.read().format("anchorage").load(killed.toString());
      assertThat(rows.count()).isEqualTo(25);
      assertThat(rows.select("id").distinct().count()).isEqualTo(25);
    }
  }

  @Test
  void columns_and_filters_reach_sparks_parquet_reader() {
    Dataset<Row> rows =
        fields().where("split = 'train' and label > 1 and psnr > 31").select("id", "psnr");

    String plan = rows.queryExecution().executedPlan().toString();
    assertThat(plan)
        .contains("EqualTo(split,train)", "GreaterThan(label,1)", "GreaterThan(psnr,31.0)")
        .contains("ColumnarToRow")
        .doesNotContain("planes", "table_path");
    assertThat(rows.count())
        .isEqualTo(fields().collectAsList().stream().filter(FieldTableSourceTest::wanted).count())
        .isPositive();
  }

  private static boolean wanted(Row row) {
    Integer label = row.getAs("label");
    return row.getAs("split").equals("train")
        && label != null
        && label > 1
        && row.<Double>getAs("psnr") > 31;
  }

  @Test
  void a_query_by_id_opens_only_the_files_that_may_hold_it() {
    Dataset<Row> one = fields().where("id = 'some/train/22'");
    Dataset<Row> two = fields().where("id in ('some/train/22', 'some/train/21') and psnr > 0");
    Dataset<Row> none = fields().where("id = 'other'");

    assertThat(one.queryExecution().executedPlan().toString()).contains("of 3");
    assertThat(one.rdd().getNumPartitions()).isLessThan(3);
    assertThat(one.count()).isEqualTo(1);
    assertThat(two.count()).isEqualTo(2);
    assertThat(none.rdd().getNumPartitions()).isZero();
    assertThat(none.count()).isZero();
  }

  @Test
  void a_shard_is_a_partition() {
    assertThat(fields().rdd().getNumPartitions()).isEqualTo(3);
  }

  @Test
  void the_schema_says_what_each_column_is() {
    StructType schema = fields().schema();

    assertThat(schema.apply("planes").getComment().get())
        .isEqualTo(SomeTable.spec().columns().get(1).description());
    assertThat(schema.fields()).allMatch(field -> field.getComment().isDefined());
    assertThat(schema.apply("psnr").dataType()).isEqualTo(DataTypes.DoubleType);
    assertThat(schema.apply("label").nullable()).isTrue();
    assertThat(failures().schema().fields()).allMatch(f -> f.getComment().isDefined());
  }

  @Test
  void the_manifest_is_the_tables_properties() {
    Map<String, String> properties =
        new SqlTable(FieldTable.open(SomeTable.files(path)), false).properties();

    assertThat(properties.get("anchorage.layout")).contains("\"column\":\"planes\"");
    assertThat(properties.get("anchorage.contract")).contains("\"kind\":\"plane\"");
    assertThat(properties).containsEntry("anchorage.family", "fake");
  }

  private static Dataset<Row> failures() {
    return spark.read().format("anchorage").option("failures", true).load(path.toString());
  }

  @Test
  void failures_are_an_option() {
    assertThat(failures().select("id", "stage", "message", "table_path").collectAsList())
        .extracting(Object::toString)
        .containsExactly("[some/train/25,decode,truncated,file:" + path + "]");
  }

  @Test
  void tables_are_views_in_sql_and_equal_queries_are_one() {
    spark.sql(
        "create or replace temporary view t using anchorage options (path '%s')".formatted(path));

    assertThat(spark.sql("select count(*) from t where label is null").first().getLong(0))
        .isEqualTo(5);
    assertThat(
            spark
                .sql("select * from (select id, psnr from t union all select id, psnr from t)")
                .count())
        .isEqualTo(50);
    assertThat(spark.sql("select count(*) from t a join t b using (id)").first().getLong(0))
        .isEqualTo(25);
  }

  @Test
  void columns_that_an_old_table_does_not_have_are_null() throws Exception {
    Path old = Path.of(FieldTableSourceTest.class.getResource("/tables/v1").toURI());
    Dataset<Row> rows = spark.read().format("anchorage").load(old.toString());

    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.where("stopped_by is null and input_time is null").count()).isEqualTo(3);
    assertThat(rows.where("input_bytes > 0").count()).isZero();
  }

  @Test
  void the_whole_row_is_the_columns_of_the_file_and_two_of_the_table() {
    List<String> names = Arrays.stream(fields().schema().fields()).map(StructField::name).toList();
    assertThat(names).hasSize(28).endsWith("table_path", "table_id");
  }

  @Test
  void what_is_no_table_is_one_line() {
    assertThatThrownBy(() -> spark.read().format("anchorage").load(folder.toString()))
        .hasMessageContaining(folder + " is not a field table");
    assertThatThrownBy(() -> spark.read().format("anchorage").load())
        .hasMessageContaining("give its folder");
  }
}
