package io.anchorage.jobs.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetScan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A query of a table, with one partition a file. A record, so that Spark sees which queries are the
 * same.
 *
 * @param name of the table, for plans
 * @param reader Spark's reader of the files
 * @param table the values of the columns that say which table a row is of
 * @param parts the files that are read
 * @param all number of the table's files
 */
record TableScan(
    String name, ParquetScan reader, Map<String, String> table, List<ShardPart> parts, int all)
    implements Scan, Batch, SupportsReportStatistics {
  @Override
  public StructType readSchema() {
    return reader.readSchema();
  }

  @Override
  public String description() {
    return "%s, files: %d of %d, PushedFilters: %s"
        .formatted(name, parts.size(), all, Arrays.toString(reader.pushedFilters()));
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    Object[] values =
        Arrays.stream(reader.readPartitionSchema().fieldNames())
            .map(column -> UTF8String.fromString(table.get(column)))
            .toArray();
    InternalRow row = new GenericInternalRow(values);
    InputPartition[] partitions = new InputPartition[parts.size()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = parts.get(i).partition(i, row);
    }
    return partitions;
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return reader.createReaderFactory();
  }

  @Override
  public Statistics estimateStatistics() {
    long bytes = parts.stream().mapToLong(part -> part.file().bytes()).sum();
    long rows = parts.stream().mapToLong(part -> part.file().rows()).sum();
    return new Size(OptionalLong.of(bytes), OptionalLong.of(rows));
  }

  private record Size(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}
}
