package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.table.rows.RowSchema;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows as records of their schema. */
final class RowWriteSupport<R> extends WriteSupport<R> {
  private final RowSchema<R> schema;
  private final Map<String, String> metadata;
  private RecordConsumer out;

  /**
   * Makes the support for a schema.
   *
   * @param metadata the file's key-value metadata
   */
  RowWriteSupport(RowSchema<R> schema, Map<String, String> metadata) {
    this.schema = schema;
    this.metadata = metadata;
  }

  @SuppressWarnings("deprecation") // Abstract all the same.
  @Override
  public WriteContext init(Configuration settings) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration settings) {
    return context();
  }

  private WriteContext context() {
    return new WriteContext(schema.parquet(), metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(R row) {
    schema.write(row, out);
  }
}
