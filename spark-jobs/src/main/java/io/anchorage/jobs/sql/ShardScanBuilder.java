package io.anchorage.jobs.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.VariantExtraction;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetScan;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;

/**
 * Plans a query of a table: which columns, which filters, which files. The columns and filters go
 * to Spark's Parquet reader, which skips row groups and pages by them; filters on {@code id} leave
 * out whole files by the manifest. Spark applies all filters again to what is read.
 */
final class ShardScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownFilters {
  private final String name;
  private final StructType stored;
  private final Map<String, String> table;
  private final List<ShardPart> parts;
  private StructType wanted;
  private Filter[] pushed = {};

  /**
   * @param name of the table, for plans
   * @param stored the files' columns
   * @param table the values of the columns that say which table a row is of
   */
  ShardScanBuilder(
      String name, StructType stored, Map<String, String> table, List<ShardPart> parts) {
    this.name = name;
    this.stored = stored;
    this.table = table;
    this.parts = parts;
    this.wanted = SqlSchema.withTable(stored);
  }

  @Override
  public void pruneColumns(StructType required) {
    wanted = required;
  }

  @Override
  public Filter[] pushFilters(Filter[] filters) {
    Set<String> known = Set.of(stored.fieldNames());
    pushed =
        Arrays.stream(filters)
            .filter(filter -> known.containsAll(List.of(filter.references())))
            .toArray(Filter[]::new);
    return filters;
  }

  @Override
  public Filter[] pushedFilters() {
    return pushed.clone();
  }

  @Override
  public Scan build() {
    SparkSession spark = SparkSession.active();
    ParquetScan reader =
        new ParquetScan(
            spark,
            spark.sessionState().newHadoopConf(),
            null, // An index of files, which only plans of its own would need.
            stored,
            of(stored),
            of(SqlSchema.ofTable()),
            pushed,
            CaseInsensitiveStringMap.empty(),
            Option.empty(),
            none(),
            none(),
            new VariantExtraction[0]);
    List<ShardPart> kept =
        parts.stream().filter(part -> Arrays.stream(pushed).allMatch(part::mayMatch)).toList();
    return new TableScan(name, reader, table, kept, parts.size());
  }

  /** The wanted columns among some. */
  private StructType of(StructType some) {
    Set<String> names = Set.of(some.fieldNames());
    return new StructType(
        Arrays.stream(wanted.fields())
            .filter(field -> names.contains(field.name()))
            .toArray(StructField[]::new));
  }

  @SuppressWarnings("unchecked") // An empty list is one of any type.
  private static <T> Seq<T> none() {
    return (Seq<T>) Nil$.MODULE$;
  }
}
