package io.anchorage.jobs.table.shard;

import io.anchorage.field.Field;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.rows.TableSchema;
import io.anchorage.jobs.table.rows.TableSchema.FamilyColumn;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes {@link FieldRow}s as records of {@link TableSchema#fields}. */
final class FieldWriteSupport extends WriteSupport<FieldRow> {
  private final List<FamilyColumn> columns;
  private final MessageType schema;
  private final Map<String, String> metadata;
  private RecordWriter out;

  FieldWriteSupport(ShardFormat format) {
    this.columns = format.columns();
    this.schema = TableSchema.fields(columns);
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
  public void write(FieldRow row) {
    out.start();
    writeSource(row.summary());
    for (FamilyColumn column : columns) {
      writeColumn(column, row.field());
    }
    writeFit(row);
    out.end();
  }

  private void writeSource(FieldSummary row) {
    out.text(TableSchema.ID, row.id());
    if (row.label() >= 0) {
      out.integer(TableSchema.LABEL, row.label());
    }
    if (!row.labelName().isEmpty()) {
      out.text(TableSchema.LABEL_NAME, row.labelName());
    }
    out.text(TableSchema.SPLIT, row.split());
    out.integer(TableSchema.REPEAT, row.repeat());
    out.integer(TableSchema.WIDTH, row.width());
    out.integer(TableSchema.HEIGHT, row.height());
    out.integer(TableSchema.CHANNELS, row.channels());
    out.text(TableSchema.FAMILY, row.family());
  }

  private void writeColumn(FamilyColumn column, Field field) {
    switch (column.type()) {
      case FLOAT -> out.number(column.name(), field.number(column.name()));
      case INT -> out.integer(column.name(), field.count(column.name()));
      case FLOAT_LIST -> out.floats(column.name(), field.floats(column.name()));
      case TEXT -> out.text(column.name(), field.text(column.name()));
    }
  }

  private void writeFit(FieldRow row) {
    FieldSummary summary = row.summary();
    out.integer(TableSchema.STEPS, summary.steps());
    out.number(TableSchema.LOSS, summary.loss());
    out.number(TableSchema.PSNR, summary.psnr());
    out.number(TableSchema.SSIM, summary.ssim());
    if (!row.curve().isEmpty()) {
      out.floats(TableSchema.CURVE, row.curve());
    }
    out.wide(TableSchema.SEED, summary.seed());
    out.floats(TableSchema.OFFSET, row.field().normalisation().offset());
    out.floats(TableSchema.SCALE, row.field().normalisation().scale());
    out.text(TableSchema.ENGINE, summary.engine());
    out.text(TableSchema.RECIPE_HASH, summary.recipeHash());
    out.text(TableSchema.PIXEL_HASH, summary.pixelHash());
  }
}
