package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An independent reader, written in another language, reads the table without us. */
class DuckDbReadsTableTest {
  private static final int ROWS = 25;

  @TempDir Path folder;
  private Connection connection;
  private Statement sql;
  private String fields;

  @BeforeEach
  void open() throws SQLException {
    SomeTable.make(folder.resolve("t"), ROWS);
    connection = DriverManager.getConnection("jdbc:duckdb:");
    sql = connection.createStatement();
    fields = "read_parquet('" + folder.resolve("t/fields/*.parquet") + "')";
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void columns_have_plain_types() throws SQLException {
    Map<String, String> types = new TreeMap<>();
    try (ResultSet result = sql.executeQuery("DESCRIBE SELECT * FROM " + fields)) {
      while (result.next()) {
        types.put(result.getString("column_name"), result.getString("column_type"));
      }
    }
    assertThat(types)
        .containsEntry("id", "VARCHAR")
        .containsEntry("label", "INTEGER")
        .containsEntry("label_name", "VARCHAR")
        .containsEntry("repeat", "INTEGER")
        .containsEntry("planes", "FLOAT[]")
        .containsEntry("num_planes", "INTEGER")
        .containsEntry("tilt", "FLOAT")
        .containsEntry("psnr", "DOUBLE")
        .containsEntry("curve", "FLOAT[]")
        .containsEntry("seed", "BIGINT")
        .containsEntry("normalisation_scale", "FLOAT[]")
        .containsEntry("input_bytes", "BIGINT")
        .containsEntry("input_time", "BIGINT")
        .containsEntry("stopped_by", "VARCHAR")
        .hasSize(26);
  }

  @Test
  void values_are_those_that_were_written() throws SQLException {
    FieldRow expected = SomeTable.row(17);
    try (ResultSet row =
        sql.executeQuery("SELECT * FROM " + fields + " WHERE id = 'some/train/17'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt("label")).isEqualTo(expected.summary().label());
      assertThat(row.getString("label_name")).isEqualTo(expected.summary().labelName());
      assertThat(row.getString("split")).isEqualTo("train");
      assertThat(row.getInt("width")).isEqualTo(expected.summary().width());
      assertThat(row.getDouble("loss")).isEqualTo(expected.summary().loss());
      assertThat(row.getLong("seed")).isEqualTo(7);
      assertThat(row.getFloat("tilt")).isEqualTo(17.25f);
      assertThat(floats(row.getArray("planes"))).isEqualTo(expected.field().floats("planes"));
      assertThat(floats(row.getArray("curve"))).containsExactly(1f, 1f / 18);
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void absent_labels_and_curves_are_null() throws SQLException {
    assertThat(number("SELECT count(*) FROM " + fields + " WHERE label IS NULL")).isEqualTo(5);
    assertThat(number("SELECT count(*) FROM " + fields + " WHERE label_name IS NULL")).isEqualTo(5);
    assertThat(number("SELECT count(*) FROM " + fields + " WHERE curve IS NULL")).isEqualTo(13);
  }

  @Test
  void list_lengths_agree_with_the_columns_that_give_them() throws SQLException {
    String self =
        "SELECT count(*) FROM %s a JOIN %s b USING (id) WHERE len(a.planes) = 3 * b.num_planes"
            .formatted(fields, fields);
    assertThat(number(self)).isEqualTo(ROWS);
  }

  @Test
  void the_manifest_names_the_files_to_read() throws SQLException {
    String manifest = folder.resolve("t/manifest.json").toString();
    assertThat(
            number(
                "SELECT sum(shard.fields.rows) FROM (SELECT unnest(shards) AS shard FROM read_json('%s'))"
                    .formatted(manifest)))
        .isEqualTo(ROWS);
  }

  @Test
  void the_metadata_tells_the_layout() throws SQLException {
    String metadata =
        "SELECT count(*) FROM parquet_kv_metadata('%s') WHERE decode(key) = 'anchorage.layout' AND decode(value) LIKE '%%planes%%'"
            .formatted(folder.resolve("t/fields/*.parquet"));
    assertThat(number(metadata)).isEqualTo(3);
  }

  @Test
  void floats_are_plain_and_zstd() throws SQLException {
    String encodings =
        "SELECT count(*) FROM parquet_metadata('%s') WHERE type = 'FLOAT' AND (encodings NOT LIKE '%%PLAIN%%' OR encodings LIKE '%%DICTIONARY%%' OR encodings LIKE '%%SPLIT%%' OR compression <> 'ZSTD')"
            .formatted(folder.resolve("t/fields/*.parquet"));
    assertThat(number(encodings)).isZero();
  }

  @Test
  void rows_that_are_being_written_or_were_never_published_are_not_seen() throws SQLException {
    FieldTable table = FieldTable.open(SomeTable.files(folder.resolve("t")));
    ShardFormat format = ShardFormat.of(table.files(), table.manifest());
    String failures = "read_parquet('" + folder.resolve("t/failures/*.parquet") + "')";

    SomeTable.shard(format, "never-published", 30, 40);
    try (ShardWriter writer = ShardWriter.open(format, "being-written")) {
      writer.write(SomeTable.row(41));
      writer.write(SomeTable.failure(42));
      assertThat(number("SELECT count(*) FROM " + fields)).isEqualTo(ROWS);
      assertThat(number("SELECT count(*) FROM " + failures)).isEqualTo(1);
    }
  }

  private long number(String query) throws SQLException {
    try (ResultSet result = sql.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    }
  }

  private static float[] floats(Array array) throws SQLException {
    Object[] values = (Object[]) array.getArray();
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (Float) values[i];
    }
    return floats;
  }
}
