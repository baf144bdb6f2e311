package io.anchorage.jobs.table.shard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.PageReader;

/**
 * The lists of one column of one row group, whole pages at a time: a list's numbers are copied in
 * one go, where Parquet's records would assemble them one by one. Only for lists of required floats
 * in PLAIN encoding.
 */
final class FloatLists {
  private final PageReader pages;
  private final ColumnDescriptor column;
  private Levels repetition;
  private Levels definition;
  private FloatBuffer numbers;
  private int left;
  private float[] list = new float[0];

  FloatLists(PageReader pages, ColumnDescriptor column) {
    this.pages = pages;
    this.column = column;
  }

  /**
   * Returns the next row's list, or null if the row has none.
   *
   * @throws IOException in one line, if a page has another form than it may have
   */
  float[] next() throws IOException {
    if (left == 0 && !page()) {
      throw new IOException("Column " + column.getPath()[0] + " ends before its rows do");
    }
    int most = column.getMaxDefinitionLevel();
    int defined = definition.peek();
    if (repetition.peek() != 0 || defined < most) {
      if (repetition.peek() != 0) {
        throw new IOException("Column " + column.getPath()[0] + " begins within a list");
      }
      take(1);
      return defined == most - 1 ? new float[0] : null;
    }
    // Mostly as long as the one before, and then nothing is copied twice.
    list = new float[list.length];
    int size = copy(0, 1);
    while ((left > 0 || page()) && repetition.peek() == 1) {
      size = copy(size, Math.min(left, repetition.run()));
    }
    if (size < list.length) {
      list = Arrays.copyOf(list, size);
    }
    return list;
  }

  /** Copies numbers that the repetition levels have in one run, as far as their definitions go. */
  private int copy(int size, int run) throws IOException {
    if (definition.peek() != column.getMaxDefinitionLevel()) {
      throw new IOException("Column " + column.getPath()[0] + " has lists with gaps");
    }
    int count = Math.min(run, definition.run());
    if (count > numbers.remaining()) {
      throw new IOException("Column " + column.getPath()[0] + " has fewer numbers than it says");
    }
    if (size + count > list.length) {
      list = Arrays.copyOf(list, size + Math.max(size, count));
    }
    numbers.get(list, size, count);
    take(count);
    return size + count;
  }

  private void take(int count) {
    repetition.take(count);
    definition.take(count);
    left -= count;
  }

  private boolean page() throws IOException {
    while (left == 0) {
      DataPage page = pages.readPage();
      if (page == null) {
        return false;
      }
      left = page.getValueCount();
      if (page instanceof DataPageV1 first) {
        first(first);
      } else {
        second((DataPageV2) page);
      }
    }
    return true;
  }

  private void first(DataPageV1 page) throws IOException {
    ByteBuffer bytes = buffer(page.getBytes());
    require(page.getRlEncoding() == Encoding.RLE && page.getDlEncoding() == Encoding.RLE);
    require(page.getValueEncoding() == Encoding.PLAIN);
    repetition = new Levels(sized(bytes), column.getMaxRepetitionLevel());
    definition = new Levels(sized(bytes), column.getMaxDefinitionLevel());
    numbers = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private void second(DataPageV2 page) throws IOException {
    require(page.getDataEncoding() == Encoding.PLAIN);
    repetition = new Levels(buffer(page.getRepetitionLevels()), column.getMaxRepetitionLevel());
    definition = new Levels(buffer(page.getDefinitionLevels()), column.getMaxDefinitionLevel());
    numbers = buffer(page.getData()).asFloatBuffer();
  }

  private void require(boolean known) throws IOException {
    if (!known) {
      throw new IOException("Column " + column.getPath()[0] + " is not in PLAIN encoding");
    }
  }

  private static ByteBuffer buffer(BytesInput bytes) throws IOException {
    return bytes
        .toInputStream()
        .slice(Math.toIntExact(bytes.size()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The levels of a page of version 1 have their length before them. */
  private static ByteBuffer sized(ByteBuffer page) throws IOException {
    int length = page.getInt();
    if (length < 0 || length > page.remaining()) {
      throw new IOException("A page has levels of %d bytes".formatted(length));
    }
    ByteBuffer levels = page.slice(page.position(), length);
    page.position(page.position() + length);
    return levels;
  }
}
