package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.TableSchema;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes {@link FailureRow}s as records of {@link TableSchema#failures}. */
final class FailureWriteSupport extends WriteSupport<FailureRow> {
  private final MessageType schema = TableSchema.failures();
  private final Map<String, String> metadata;
  private RecordWriter out;

  FailureWriteSupport(ShardFormat format) {
    this.metadata = format.metadata();
  }

  @SuppressWarnings("deprecation") // Abstract all the same.
  @Override
  public WriteContext init(Configuration settings) {
    return new WriteContext(schema, metadata);
  }

  @Override
  public WriteContext init(ParquetConfiguration settings) {
    return new WriteContext(schema, metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = new RecordWriter(consumer, schema);
  }

  @Override
  public void write(FailureRow row) {
    out.start();
    out.text(TableSchema.ID, row.id());
    out.text(TableSchema.SPLIT, row.split());
    out.integer(TableSchema.REPEAT, row.repeat());
    out.text(TableSchema.STAGE, row.stage());
    out.text(TableSchema.ERROR, row.error());
    out.text(TableSchema.MESSAGE, row.message());
    out.text(TableSchema.RECIPE_HASH, row.recipeHash());
    out.end();
  }
}
