package io.anchorage.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Python file evaluates fields as Java does. Java passes it the rows, the contract and its own
 * values, so that numpy is all it takes.
 */
class NotebookArithmeticTest {
  private static final int FIELDS = 3;

  /** On the unit scale; both compute with 32-bit floats, in other orders. */
  private static final double TOLERANCE = 2e-5;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"arcs", "sirens", "finers", "composed"})
  void fields_are_evaluated_as_java_does(String name) throws Exception {
    Python.assumeModules("numpy");
    Path path = Python.FOLDER.resolve("sample").resolve(name);
    FieldTable table = FieldTable.open(StorageFolder.at(path.toString(), new Configuration()));
    Path golden = folder.resolve("golden.json");
    Files.write(golden, Json.page(golden(table, path)));

    Python.Ran ran =
        Python.run(
            Python.FOLDER, "check_arithmetic.py", golden.toString(), Double.toString(TOLERANCE));

    assertThat(ran.output()).contains(3 * FIELDS + " images agree");
    assertThat(ran.exit()).as(ran.output()).isZero();
  }

  private static Map<String, Object> golden(FieldTable table, Path path) throws IOException {
    TableFamily family = TableFamily.of(table);
    List<Object> fields = new ArrayList<>();
    try (ShardScan<FieldRow> rows = table.rows()) {
      for (int i = 0; i < FIELDS && rows.hasNext(); i++) {
        fields.add(field(family, rows.next().field()));
      }
    }
    Map<String, Object> golden = new LinkedHashMap<>();
    golden.put("contract", plain(table.manifest().spec().contract().toString()));
    golden.put("layout", plain(table.manifest().spec().layout().toString()));
    golden.put(
        "shared",
        table.manifest().shared() == null
            ? ""
            : path.resolve(table.manifest().shared().path()).toString());
    golden.put("fields", fields);
    return golden;
  }

  private static Map<String, Object> field(TableFamily family, Field field) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("height", field.grid().extent(0));
    row.put("width", field.grid().extent(1));
    row.put("channels", field.channels());
    row.put("normalisation_offset", field.normalisation().offset());
    row.put("normalisation_scale", field.normalisation().scale());
    family.family().columns().forEach(c -> row.put(c.name(), field.column(c.name())));
    float[] rows = {0, 3.25f, 27, 13.7f};
    float[] columns = {0, 8.5f, 26.9f, 1.3f};
    float[] values =
        family
            .family()
            .evaluate(
                family.recipe().fit().family(),
                family.shared(),
                field,
                new Coordinates(new float[][] {rows, columns}));
    for (int i = 0; i < values.length; i++) {
      values[i] = field.normalisation().toUnit(i / rows.length, values[i]);
    }
    return Map.of(
        "row", row,
        "image", family.image(field).samples(),
        "twice", family.image(field, 2).samples(),
        "rows", rows,
        "columns", columns,
        "values", values);
  }

  /** JSON as plain values. */
  private static Object plain(String json) throws IOException {
    return new com.fasterxml.jackson.databind.ObjectMapper().readValue(json, Object.class);
  }
}
