package io.anchorage.jobs.source;

import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageDecoder;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * An open Parquet table that keeps one row group in memory at a time and reads only the columns it
 * needs.
 */
final class ParquetImages implements ImageFile {
  private final ParquetTable table;
  private final ParquetFileReader reader;
  private final MessageType columns;
  private final ImageDecoder decoder;
  private RecordReader<Group> rows;
  private int group = -1;
  private long firstOfGroup;
  private long nextRow;

  private ParquetImages(ParquetTable table, ParquetFileReader reader, ImageDecoder decoder) {
    this.table = table;
    this.reader = reader;
    this.decoder = decoder;
    this.columns = projection(reader.getFileMetaData().getSchema(), table);
    reader.setRequestedSchema(columns);
  }

  static ParquetImages open(Configuration hadoop, ParquetTable table, ImageDecoder decoder)
      throws IOException {
    Path path = new Path(table.location());
    return new ParquetImages(
        table, ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop)), decoder);
  }

  private static MessageType projection(MessageType schema, ParquetTable table) {
    GroupType image = schema.getType(table.image()).asGroupType();
    GroupType bytes = image.withNewFields(image.getType(ParquetTable.BYTES));
    return table.label() == null
        ? new MessageType(schema.getName(), bytes)
        : new MessageType(schema.getName(), bytes, schema.getType(table.label()));
  }

  @Override
  public Decoded read(ItemRef item) throws IOException, BadImageException {
    Group row = row(item.position());
    int label = label(row);
    String name = labelName(row, label);
    return new Decoded(item, decoder.decode(bytes(row, item.position())), label, name);
  }

  /** The encoded image in a row. */
  byte[] bytes(long position) throws IOException, BadImageException {
    return bytes(row(position), position);
  }

  private byte[] bytes(Group row, long position) throws BadImageException {
    if (row.getFieldRepetitionCount(table.image()) == 0
        || row.getGroup(table.image(), 0).getFieldRepetitionCount(ParquetTable.BYTES) == 0) {
      throw new BadImageException(
          "Row %d of %s has no image bytes".formatted(position, table.location()));
    }
    return row.getGroup(table.image(), 0).getBinary(ParquetTable.BYTES, 0).getBytes();
  }

  private int label(Group row) {
    if (table.label() == null || row.getFieldRepetitionCount(table.label()) == 0) {
      return -1;
    }
    PrimitiveTypeName type =
        columns.getType(table.label()).asPrimitiveType().getPrimitiveTypeName();
    return switch (type) {
      case INT32 -> row.getInteger(table.label(), 0);
      case INT64 -> Math.toIntExact(row.getLong(table.label(), 0));
      default -> -1;
    };
  }

  private String labelName(Group row, int label) {
    if (label >= 0) {
      return label < table.names().size() ? table.names().get(label) : "";
    }
    boolean text =
        table.label() != null
            && row.getFieldRepetitionCount(table.label()) > 0
            && columns.getType(table.label()).asPrimitiveType().getPrimitiveTypeName()
                == PrimitiveTypeName.BINARY;
    return text ? row.getString(table.label(), 0) : "";
  }

  private Group row(long position) throws IOException {
    try {
      if (rows == null
          || position < nextRow
          || position >= firstOfGroup + table.groups().get(group).rows()) {
        load(position);
      }
      while (nextRow < position) {
        rows.read();
        nextRow++;
      }
      nextRow++;
      return rows.read();
    } catch (RuntimeException e) {
      rows = null;
      throw new IOException(
          "Row %d of %s cannot be read: %s"
              .formatted(position, table.location(), ErrorText.line(e)),
          e);
    }
  }

  private void load(long position) throws IOException {
    rows = null;
    group = 0;
    firstOfGroup = 0;
    while (position >= firstOfGroup + table.groups().get(group).rows()) {
      firstOfGroup += table.groups().get(group).rows();
      group++;
    }
    PageReadStore pages = reader.readRowGroup(group);
    MessageColumnIO io =
        new ColumnIOFactory().getColumnIO(columns, reader.getFileMetaData().getSchema());
    rows = io.getRecordReader(pages, new GroupRecordConverter(columns));
    nextRow = firstOfGroup;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
