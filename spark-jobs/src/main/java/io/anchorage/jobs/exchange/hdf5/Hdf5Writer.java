package io.anchorage.jobs.exchange.hdf5;

import io.anchorage.format.array.ArrayContent;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ArrayTable;
import io.anchorage.format.array.ArrayTable.NamedArray;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes HDF5: each array, column of text and single text is a contiguous dataset of the root. The
 * same content gives the same bytes on machines of one kind.
 *
 * <p>The library writes arrays that it has in memory. It gets zeros, of a matrix the same row over
 * and over, and the elements are then written over them as a stream; so a matrix of any size takes
 * the memory of one row.
 */
public final class Hdf5Writer implements ArrayTable.Form {
  private static final int BUFFER = 1 << 16;

  @Override
  public void write(ArrayTable table, OutputStream out) throws IOException {
    Path file = Files.createTempFile("anchorage-hdf5-", ".tmp");
    try {
      structure(table, file);
      elements(table, file);
      Files.copy(file, out);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void structure(ArrayTable table, Path file) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.removeAttribute("_jHDF");
      for (Map.Entry<String, NamedArray> array : table.arrays().entrySet()) {
        hdf.putDataset(array.getKey(), zeros(array.getKey(), array.getValue().info()));
      }
      for (Map.Entry<String, List<String>> text : table.texts().entrySet()) {
        hdf.putDataset(text.getKey(), text.getValue().toArray(new String[0]));
      }
      for (Map.Entry<String, String> text : table.metadata().entrySet()) {
        hdf.putDataset(text.getKey(), text.getValue());
      }
    }
  }

  private static Object zeros(String name, ArrayInfo info) {
    List<Long> shape = info.shape();
    for (long extent : shape) {
      if (extent > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "Array %s has %d numbers in a row, too many for HDF5 by this library"
                .formatted(name, extent));
      }
    }
    // The library knows no type of an array without elements: it gets one, which nothing refers to.
    Object row = row(info, Math.max(1, shape.get(shape.size() - 1).intValue()));
    if (shape.size() == 1) {
      return row;
    }
    Object[] rows =
        (Object[]) java.lang.reflect.Array.newInstance(row.getClass(), shape.get(0).intValue());
    Arrays.fill(rows, row);
    return rows;
  }

  private static Object row(ArrayInfo info, int length) {
    return switch (info.type()) {
      case F32 -> new float[length];
      case F64 -> new double[length];
      case I32 -> new int[length];
      case I64 -> new long[length];
      case U8 -> new byte[length];
    };
  }

  private static void elements(ArrayTable table, Path file) throws IOException {
    try (HdfFile hdf = new HdfFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (Map.Entry<String, NamedArray> array : table.arrays().entrySet()) {
        if (array.getValue().info().elements() > 0) {
          ContiguousDataset dataset = (ContiguousDataset) hdf.getChild(array.getKey());
          channel.position(dataset.getDataAddress());
          over(channel, array.getValue().content());
        }
      }
    }
  }

  private static void over(FileChannel channel, ArrayContent content) throws IOException {
    OutputStream sink = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    content.writeTo(sink);
    sink.flush();
  }
}
