package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.source.ImageFile;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageDecoder;
import java.io.IOException;
import org.apache.parquet.example.data.Group;

/** An open Parquet table whose rows are decoded one by one. */
final class ParquetImages implements ImageFile {
  private final ParquetTable table;
  private final ParquetClasses classes;
  private final ReferencedImages referenced;
  private final ParquetRows rows;
  private final ImageDecoder decoder;

  private ParquetImages(
      ParquetTable table,
      ParquetClasses classes,
      ReferencedImages referenced,
      ParquetRows rows,
      ImageDecoder decoder) {
    this.table = table;
    this.classes = classes;
    this.referenced = referenced;
    this.rows = rows;
    this.decoder = decoder;
  }

  static ParquetImages open(
      HadoopFiles files,
      ParquetTable table,
      ParquetClasses classes,
      ReferencedImages referenced,
      ImageDecoder decoder)
      throws IOException {
    ParquetRows rows =
        new ParquetRows(ParquetInput.open(files, table.location()), table.location());
    rows.select(table.image(), table.label());
    return new ParquetImages(table, classes, referenced, rows, decoder);
  }

  @Override
  public Decoded read(ItemRef item) throws IOException, BadImageException {
    Group row = rows.at(item.position());
    ParquetClasses.Label label = classes.of(table, row);
    return new Decoded(
        item, decoder.decode(bytes(row, item.position())), label.number(), label.name());
  }

  /** The encoded image in a row. */
  byte[] bytes(long position) throws IOException, BadImageException {
    return bytes(rows.at(position), position);
  }

  private byte[] bytes(Group row, long position) throws IOException, BadImageException {
    byte[] bytes = table.image().bytes(row);
    if (bytes != null && bytes.length > 0) {
      return bytes;
    }
    String path = table.image().path(row);
    if (path.isEmpty()) {
      throw new BadImageException(
          "Row %d of %s has no image bytes".formatted(position, table.location()));
    }
    return referenced.bytes(table.location(), path, position);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
