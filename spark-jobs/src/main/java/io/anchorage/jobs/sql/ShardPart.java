package io.anchorage.jobs.sql;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.ShardFile;
import java.util.Arrays;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.Or;

/**
 * A file of a table as one partition of a query.
 *
 * @param file as the manifest lists it
 * @param location its full path
 */
record ShardPart(ShardFile file, String location) {
  static ShardPart of(StorageFolder files, ShardFile file) {
    return new ShardPart(file, files.qualified(file.path()));
  }

  /** Whether the file may hold rows that a filter lets through, by the ids that it holds. */
  boolean mayMatch(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return !isId(equal.attribute()) || mayHold(equal.value());
    }
    if (filter instanceof In in) {
      return !isId(in.attribute()) || Arrays.stream(in.values()).anyMatch(this::mayHold);
    }
    if (filter instanceof And and) {
      return mayMatch(and.left()) && mayMatch(and.right());
    }
    if (filter instanceof Or or) {
      return mayMatch(or.left()) || mayMatch(or.right());
    }
    return true;
  }

  private static boolean isId(String column) {
    return column.equals("id");
  }

  private boolean mayHold(Object id) {
    return id instanceof String text && file.mayHold(text);
  }

  /**
   * Returns the partition.
   *
   * @param table the values of the columns that say which table a row is of
   */
  FilePartition partition(int number, InternalRow table) {
    PartitionedFile whole =
        new PartitionedFile(
            table,
            SparkPath.fromPath(new Path(location)),
            0,
            file.bytes(),
            new String[0],
            0,
            file.bytes(),
            scala.collection.immutable.Map$.MODULE$.empty());
    return new FilePartition(number, new PartitionedFile[] {whole});
  }
}
