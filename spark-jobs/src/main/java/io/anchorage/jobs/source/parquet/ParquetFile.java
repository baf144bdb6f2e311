package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.source.FileStamp;
import java.io.Serializable;
import java.util.Map;

/**
 * What the name of a Parquet file says of it.
 *
 * @param location its full path
 * @param stem its path relative to the input, without {@code .parquet} and without the number of
 *     files that it is one of; the ids of its rows begin with it
 * @param split the split that its name gives, or null
 * @param partitions values by column, from folders such as {@code label=cat}
 * @param stamp size and time of the file
 */
record ParquetFile(
    String location, String stem, String split, Map<String, String> partitions, FileStamp stamp)
    implements Serializable {
  /** The file's own name. */
  String name() {
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
