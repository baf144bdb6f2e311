package io.anchorage.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.sql.AnchorageFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The ten lines of the README that lead from a table to tensors. */
class ReadmeTest {
  private static final Path ROOT = Python.FOLDER.getParent();
  private static final int LINES = 10;

  /** The first Python block under a heading. */
  private static String block(String heading) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String rest = readme.substring(readme.indexOf("### " + heading));
    String block = group(rest, "(?s)```python\n(.*?)```");
    assertThat(block.lines()).hasSizeLessThanOrEqualTo(LINES);
    return block;
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void the_lines_for_pytorch_run() throws Exception {
    Python.assumeModules("numpy", "pyarrow", "torch");
    String lines = block("PyTorch") + "\nprint(tuple(latents.shape), tuple(image.shape))\n";

    Python.Ran ran = Python.run(ROOT, "-c", lines);

    assertThat(ran.exit()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("(24, 31, 6) (1, 56, 56)");
  }

  /** PySpark sends SQL, and so does this test: the same text, from Java. */
  @Test
  void the_sql_for_pyspark_runs() throws Exception {
    String lines = block("PySpark");
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    try {
      AnchorageFunctions.register(spark);
      spark
          .read()
          .format(group(lines, "format\\(\"(.*?)\"\\)"))
          .load(ROOT.resolve(group(lines, "load\\(\"(.*?)\"\\)")).toString())
          .createOrReplaceTempView(group(lines, "createOrReplaceTempView\\(\"(.*?)\"\\)"));
      List<Row> rows = spark.sql(group(lines, "(?s)sql\\(\"+(.*?)\"+\\)")).collectAsList();
      assertThat(rows).hasSizeGreaterThan(500);
      assertThat(rows).allMatch(row -> row.getList(row.fieldIndex("pixels")).size() == 28 * 28);
    } finally {
      spark.stop();
    }
  }
}
