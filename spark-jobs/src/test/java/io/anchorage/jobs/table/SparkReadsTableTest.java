package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkReadsTableTest {
  @TempDir Path folder;

  @Test
  void spark_reads_the_fields_with_its_vectorised_reader() throws Exception {
    SomeTable.make(folder.resolve("t"), 25);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      Dataset<Row> rows = spark.read().parquet(folder.resolve("t/fields").toString());
      Dataset<Row> vectorised = rows.select("planes", "curve");

      assertThat(vectorised.queryExecution().executedPlan().toString()).contains("Batched: true");
      assertThat(rows.count()).isEqualTo(25);
      Row row = rows.where("id = 'some/train/17'").first();
      List<Float> planes = row.getList(row.fieldIndex("planes"));
      float[] expected = SomeTable.row(17).field().floats("planes");
      assertThat(planes).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        assertThat(planes.get(i)).isEqualTo(expected[i]);
      }
      assertThat(row.<Integer>getAs("label")).isEqualTo(1);
      assertThat(row.<Double>getAs("psnr")).isEqualTo(33);
    }
  }
}
