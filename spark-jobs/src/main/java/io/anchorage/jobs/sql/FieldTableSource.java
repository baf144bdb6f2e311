package io.anchorage.jobs.sql;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spark's data source {@code anchorage}: {@code spark.read().format("anchorage").load(TABLE)} gives
 * the published fields of a table, and with the option {@code failures} its failures.
 */
public final class FieldTableSource implements TableProvider, DataSourceRegister {
  /** The option that asks for failures instead of fields. */
  public static final String FAILURES = "failures";

  /** Made by Spark. */
  public FieldTableSource() {}

  @Override
  public String shortName() {
    return "anchorage";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return table(options).all();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return table(new CaseInsensitiveStringMap(properties));
  }

  private static SqlTable table(CaseInsensitiveStringMap options) {
    String path = options.get("path");
    if (path == null) {
      throw new UserException(
          Kind.INPUT,
          "Format anchorage reads one table: give its folder, as in"
              + " spark.read.format(\"anchorage\").load(\"out/arcs\")");
    }
    StorageFolder files =
        StorageFolder.at(path, SparkSession.active().sessionState().newHadoopConf());
    return new SqlTable(FieldTable.open(files), options.getBoolean(FAILURES, false));
  }
}
