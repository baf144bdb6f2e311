package io.anchorage.jobs.exchange.hdf5;

import io.anchorage.format.Shown;
import io.anchorage.format.array.ArrayFile;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ElementType;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The datasets of an HDF5 file's root: numbers of {@link ElementType}, text of fixed length and of
 * variable length. Chunked and compressed datasets, big-endian numbers and all other types are
 * refused when they are asked for, in one line.
 *
 * <p>The library looks at the file's structure in memory that is mapped, so that no length that a
 * file claims is allocated; elements are read here, as a stream.
 */
public final class Hdf5File implements ArrayFile {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_DATASETS = 10_000;

  /** Text is held in memory. */
  private static final long MOST_TEXT = 1L << 28;

  private final Path file;
  private final String name;
  private final long bytes;
  private final Map<String, ArrayInfo> arrays = new TreeMap<>();
  private final Map<String, Long> begins = new TreeMap<>();
  private final Map<String, Dataset> texts = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();

  private Hdf5File(Path file, String name, long bytes) {
    this.file = file;
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * Opens a file on the local disk.
   *
   * @param name the file's name in messages
   * @throws IOException in one line, if it is no HDF5 file
   */
  public static Hdf5File open(Path file, String name) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long bytes = channel.size();
      if (bytes > Integer.MAX_VALUE) {
        throw new IOException(
            "%s has %d bytes, and at most %d are read of one HDF5 file; write smaller ones"
                .formatted(name, bytes, Integer.MAX_VALUE));
      }
      Hdf5File opened = new Hdf5File(file, name, bytes);
      opened.list(channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes));
      return opened;
    }
  }

  // Structures that refer to themselves end in a full stack, those that end too early in any error.
  private void list(ByteBuffer content) throws IOException {
    try {
      Map<String, Node> nodes = HdfFile.fromByteBuffer(content).getChildren();
      if (nodes.size() > MOST_DATASETS) {
        throw new IOException(
            "%s holds %d datasets, at most %d are read"
                .formatted(name, nodes.size(), MOST_DATASETS));
      }
      for (Map.Entry<String, Node> node : nodes.entrySet()) {
        if (node.getValue() instanceof Dataset dataset) {
          sort(node.getKey(), dataset);
        }
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new IOException("%s is no HDF5 file, or damaged: %s".formatted(name, why(e)), e);
    }
  }

  private void sort(String array, Dataset dataset) {
    DataType type = dataset.getDataType();
    ElementType element = element(type);
    if (element == null && !(type instanceof StringData || type instanceof VariableLength)) {
      refused.put(
          array,
          "has elements that are no float32, float64, int32, int64, uint8 of little endian or text");
      return;
    }
    if (!(dataset instanceof ContiguousDataset contiguous)) {
      refused.put(array, "is chunked or compressed; make it whole: h5repack -l CONTI -f NONE");
      return;
    }
    if (element == null) {
      texts.put(array, dataset);
      return;
    }
    List<Long> shape = Arrays.stream(dataset.getDimensions()).mapToObj(i -> (long) i).toList();
    ArrayInfo info = new ArrayInfo(element, shape);
    long begin = begin(contiguous, array, info.bytes());
    arrays.put(array, info);
    begins.put(array, begin);
  }

  /** Where a dataset's elements begin in the file. */
  private long begin(ContiguousDataset dataset, String array, long size) {
    long begin = size == 0 ? 0 : dataset.getDataAddress() + userBlock(dataset);
    if (begin < 0 || size < 0 || size > bytes - begin) {
      throw new IllegalArgumentException(
          "dataset %s has %d bytes from %d on, of %d"
              .formatted(Shown.of(array), size, begin, bytes));
    }
    return begin;
  }

  private static long userBlock(ContiguousDataset dataset) {
    return dataset.getHdfFile().getUserBlockSize();
  }

  private static ElementType element(DataType type) {
    if (type instanceof FloatingPoint number && number.getByteOrder() == ByteOrder.LITTLE_ENDIAN) {
      return switch (number.getSize()) {
        case Float.BYTES -> number.getBitPrecision() == Float.SIZE ? ElementType.F32 : null;
        case Double.BYTES -> number.getBitPrecision() == Double.SIZE ? ElementType.F64 : null;
        default -> null;
      };
    }
    if (type instanceof FixedPoint number && number.getByteOrder() == ByteOrder.LITTLE_ENDIAN) {
      return switch (number.getSize()) {
        case Byte.BYTES -> number.isSigned() ? null : ElementType.U8;
        case Integer.BYTES -> number.isSigned() ? ElementType.I32 : null;
        case Long.BYTES -> number.isSigned() ? ElementType.I64 : null;
        default -> null;
      };
    }
    return null;
  }

  private static String why(Throwable error) {
    return error.getMessage() == null
        ? error.getClass().getSimpleName()
        : Shown.of(error.getMessage());
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  @Override
  public String refusal(String array) {
    String why = refused.get(array);
    return why == null ? "" : "Dataset %s of %s %s".formatted(Shown.of(array), name, why);
  }

  @Override
  public InputStream open(String array) throws IOException {
    FileChannel channel = FileChannel.open(file);
    channel.position(begins.get(array));
    return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
  }

  @Override
  public Map<String, List<String>> texts() throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    for (Map.Entry<String, Dataset> text : texts.entrySet()) {
      if (text.getValue().getDimensions().length == 1) {
        all.put(text.getKey(), text(text.getKey(), text.getValue()));
      }
    }
    return all;
  }

  /** The single texts. */
  @Override
  public Map<String, String> metadata() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Map.Entry<String, Dataset> text : texts.entrySet()) {
      if (text.getValue().isScalar()) {
        all.put(text.getKey(), text(text.getKey(), text.getValue()).get(0));
      }
    }
    return all;
  }

  private List<String> text(String array, Dataset dataset) throws IOException {
    try {
      long size = dataset.getSizeInBytes();
      begin((ContiguousDataset) dataset, array, size);
      if (size > MOST_TEXT) {
        throw new IOException(
            "Dataset %s of %s holds more than %d bytes of text"
                .formatted(Shown.of(array), name, MOST_TEXT));
      }
      if (size == 0) {
        return List.of();
      }
      Object values = dataset.getData();
      if (values instanceof String one) {
        return List.of(one);
      }
      List<String> all = new ArrayList<>();
      for (Object value : (Object[]) values) {
        if (!(value instanceof String text)) {
          throw new IOException(
              "Dataset %s of %s has lists where text belongs".formatted(Shown.of(array), name));
        }
        all.add(text);
      }
      return all;
    } catch (RuntimeException | StackOverflowError e) {
      throw new IOException(
          "Dataset %s of %s is damaged: %s".formatted(Shown.of(array), name, why(e)), e);
    }
  }

  @Override
  public void close() {}
}
