package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.table.rows.ColumnType;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/**
 * Arrow's IPC files. What their lengths and offsets say is checked before it is believed.
 *
 * <p>Over 300 lines, because each length that a file claims has its own check, where it is read.
 */
final class ArrowIn implements FieldFileFormat {
  private static final long serialVersionUID = 1;

  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /** Beside the bodies of batches, which are not larger than the file. */
  private static final long SLACK = 16L << 20;

  private static final long CHUNK = 1L << 30;

  @Override
  public FieldFile open(Path file, String name, List<RowColumn<FieldRow, ?>> columns)
      throws IOException {
    Rows rows = new Rows(file, name);
    try {
      rows.start(columns);
      return rows;
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw rows.damaged(e);
    }
  }

  private static final class Rows implements FieldFile {
    private final String name;
    private final FileChannel channel;
    private final BufferAllocator memory;
    private final ArrowFileReader reader;
    private final List<RowColumn<FieldRow, ?>> columns = new ArrayList<>();
    private final List<FieldVector> vectors = new ArrayList<>();
    private VectorSchemaRoot batch;
    private int rows;
    private int row = -1;
    private int batches;

    Rows(Path file, String name) throws IOException {
      this.name = name;
      this.channel = FileChannel.open(file);
      this.memory = new RootAllocator(2 * channel.size() + SLACK);
      this.reader = new ArrowFileReader(channel, memory);
    }

    void start(List<RowColumn<FieldRow, ?>> wanted) throws IOException {
      requireFooter();
      batch = reader.getVectorSchemaRoot();
      if (!reader.getDictionaryBlocks().isEmpty()) {
        throw new IOException(
            "Arrow file %s has dictionaries; write its columns without them".formatted(name));
      }
      for (ArrowBlock block : reader.getRecordBlocks()) {
        long size = channel.size();
        if (block.getOffset() < 0
            || block.getMetadataLength() < Long.BYTES
            || block.getBodyLength() < 0
            || block.getOffset() > size
            || block.getMetadataLength() > size - block.getOffset()
            || block.getBodyLength() > size - block.getOffset() - block.getMetadataLength()) {
          throw new IOException("Arrow file %s has a batch beyond its end".formatted(name));
        }
      }
      for (RowColumn<FieldRow, ?> column : wanted) {
        columns.add(column);
        vectors.add(vector(column));
      }
    }

    /** Arrow Java makes an array of the length that the last bytes claim. */
    private void requireFooter() throws IOException {
      int end = MAGIC.length + Integer.BYTES;
      ByteBuffer last = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
      long from = channel.size() - end;
      if (from > 0) {
        fill(last, from);
      }
      byte[] magic = Arrays.copyOfRange(last.array(), Integer.BYTES, end);
      int length = last.getInt(0);
      if (!Arrays.equals(magic, MAGIC) || length <= 0 || length > from) {
        throw new IOException(
            "%s is no Arrow file, or is truncated; give IPC files, not streams or Feather 1"
                .formatted(name));
      }
    }

    private FieldVector vector(RowColumn<FieldRow, ?> column) throws IOException {
      FieldVector vector;
      try {
        vector = batch.getVector(column.name());
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "Arrow file %s has several columns %s".formatted(name, column.name()), e);
      }
      if (vector == null) {
        return null;
      }
      boolean fits =
          switch (column.type()) {
            case TEXT -> vector instanceof VarCharVector;
            case INT -> vector instanceof IntVector;
            case LONG -> vector instanceof BigIntVector || vector instanceof IntVector;
            case NUMBER -> vector instanceof Float4Vector;
            case PRECISE -> vector instanceof Float8Vector || vector instanceof Float4Vector;
            case NUMBERS -> data(vector) instanceof Float4Vector;
          };
      if (!fits) {
        throw new IOException(
            "Column %s of Arrow file %s has type %s, not that of a field table's column"
                .formatted(column.name(), name, vector.getField().getType()));
      }
      return vector;
    }

    /** What a list's elements are in; null if it is no list. */
    private static FieldVector data(FieldVector vector) {
      if (vector instanceof FixedSizeListVector fixed) {
        return fixed.getDataVector();
      }
      return vector instanceof ListVector list ? list.getDataVector() : null;
    }

    @Override
    public Map<String, String> metadata() {
      Map<String, String> metadata = batch.getSchema().getCustomMetadata();
      return metadata == null ? Map.of() : metadata;
    }

    @Override
    public boolean next() throws IOException {
      row++;
      try {
        while (row >= rows) {
          if (batches == reader.getRecordBlocks().size()) {
            return false;
          }
          load(reader.getRecordBlocks().get(batches++));
          rows = batch.getRowCount();
          row = 0;
          requireRows();
        }
        return true;
      } catch (IOException | RuntimeException e) {
        throw damaged(e);
      }
    }

    /**
     * Reads a batch. Arrow's own reader does the same, but keeps the memory of a batch that turns
     * out to be damaged.
     */
    private void load(ArrowBlock block) throws IOException {
      RecordBatch header = header(block);
      batch.clear();
      ArrowBuf body = memory.buffer(block.getBodyLength());
      try {
        long from = block.getOffset() + block.getMetadataLength();
        for (long at = 0; at < block.getBodyLength(); ) {
          int count = (int) Math.min(CHUNK, block.getBodyLength() - at);
          ByteBuffer part = body.nioBuffer(at, count);
          fill(part, from + at);
          at += count;
        }
        try (ArrowRecordBatch columns = MessageSerializer.deserializeRecordBatch(header, body)) {
          new VectorLoader(batch).load(columns);
        }
      } catch (IOException | RuntimeException e) {
        batch.clear();
        while (body.refCnt() > 0) {
          body.getReferenceManager().release();
        }
        throw e;
      }
    }

    private RecordBatch header(ArrowBlock block) throws IOException {
      ByteBuffer all =
          ByteBuffer.allocate(block.getMetadataLength()).order(ByteOrder.LITTLE_ENDIAN);
      fill(all, block.getOffset());
      // Since version 0.15, four bytes of ones come before the length.
      int begin = all.getInt(0) == -1 ? Long.BYTES : Integer.BYTES;
      Message message =
          Message.getRootAsMessage(all.position(begin).slice().order(ByteOrder.LITTLE_ENDIAN));
      if (message.headerType() != MessageHeader.RecordBatch) {
        throw new IOException("Arrow file %s has a batch that is none".formatted(name));
      }
      return (RecordBatch) message.header(new RecordBatch());
    }

    private void fill(ByteBuffer into, long from) throws IOException {
      long begin = into.position();
      while (into.hasRemaining()) {
        if (channel.read(into, from + into.position() - begin) < 0) {
          throw new IOException("Arrow file %s is truncated".formatted(name));
        }
      }
      into.flip();
    }

    /** A batch of very many rows of nothing would be read for ever. */
    private void requireRows() throws IOException {
      long most = channel.size();
      if (rows < 0 || rows > most) {
        throw new IOException(
            "Arrow file %s of %d bytes has a batch of %d rows".formatted(name, most, rows));
      }
    }

    @Override
    public Object value(int index) throws IOException {
      FieldVector vector = vectors.get(index);
      try {
        if (vector == null || vector.isNull(row)) {
          return null;
        }
        if (columns.get(index).type() == ColumnType.NUMBERS) {
          return list(vector);
        }
        if (vector instanceof VarCharVector text) {
          return text(text);
        }
        Object value = vector.getObject(row);
        return switch (columns.get(index).type()) {
          case LONG -> ((Number) value).longValue();
          case PRECISE -> ((Number) value).doubleValue();
          default -> value;
        };
      } catch (RuntimeException e) {
        throw damaged(e);
      }
    }

    private String text(VarCharVector vector) {
      int from = vector.getStartOffset(row);
      int to = vector.getEndOffset(row);
      byte[] bytes = new byte[within(from, to, vector.getDataBuffer().capacity())];
      vector.getDataBuffer().getBytes(from, bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private float[] list(FieldVector vector) throws IOException {
      Float4Vector data;
      long from;
      long to;
      if (vector instanceof FixedSizeListVector fixed) {
        data = (Float4Vector) fixed.getDataVector();
        from = (long) row * fixed.getListSize();
        to = from + fixed.getListSize();
      } else {
        ListVector list = (ListVector) vector;
        data = (Float4Vector) list.getDataVector();
        from = list.getElementStartIndex(row);
        to = list.getElementEndIndex(row);
      }
      ArrowBuf buffer = data.getDataBuffer();
      float[] values = new float[within(from, to, buffer.capacity() / Float.BYTES)];
      if (data.getField().isNullable()) {
        requireAll(vector.getName(), data, Math.toIntExact(from), values.length);
      }
      if (values.length > 0) {
        buffer
            .nioBuffer(from * Float.BYTES, values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(values);
      }
      return values;
    }

    /** Other programs' lists may have elements that are null, whose bytes mean nothing. */
    private void requireAll(String column, Float4Vector data, int from, int count)
        throws IOException {
      for (int i = from; i < from + count; i++) {
        if (data.isNull(i)) {
          throw new IOException(
              "Row %d of a batch of Arrow file %s has a list %s with a null in it"
                  .formatted(row, name, column));
        }
      }
    }

    private static int within(long from, long to, long capacity) {
      if (from < 0 || to < from || to > capacity) {
        throw new IndexOutOfBoundsException(
            "elements %d to %d of %d".formatted(from, to, capacity));
      }
      return Math.toIntExact(to - from);
    }

    /** The error for whatever Arrow makes of a damaged file. */
    IOException damaged(Exception error) {
      if (error instanceof IOException known
          && known.getMessage() != null
          && known.getMessage().contains(name)) {
        return known;
      }
      String message =
          error.getMessage() == null
              ? ""
              : ": " + error.getMessage().lines().findFirst().orElse("");
      return new IOException(
          "Arrow file %s is damaged or compressed: %s%s"
              .formatted(name, error.getClass().getSimpleName(), message),
          error);
    }

    @Override
    public void close() throws IOException {
      try {
        reader.close();
      } catch (RuntimeException e) {
        throw damaged(e);
      } finally {
        channel.close();
        memory.close();
      }
    }
  }
}
