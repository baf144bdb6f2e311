package io.anchorage.jobs.exchange.in;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.format.Shown;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ElementType;
import io.anchorage.jobs.exchange.hdf5.Hdf5File;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of fit-a-nef's, open: {@code params}, {@code param_config}, and columns of its rows. */
final class NefFile {
  /** {@code nefs_5000-10000.hdf5}: the index of the first field, and that behind the last. */
  static final Pattern NAME = Pattern.compile("(?:.*/)?[^/_]+_(\\d{1,12})-(\\d{1,12})\\.hdf5");

  private static final String PARAMS = "params";
  private static final String CONFIG = "param_config";

  private final Hdf5File file;
  private final String name;

  /**
   * The sizes of all of a file's networks.
   *
   * @param inputs coordinates
   * @param layers outputs of each layer
   * @param described whether the file says what its rows are, as those that export wrote do
   */
  record Shape(int inputs, List<Integer> layers, boolean described) implements Serializable {
    int width() {
      return layers.get(0);
    }

    int depth() {
      return layers.size() - 1;
    }

    int outputs() {
      return layers.get(layers.size() - 1);
    }

    int parameters() {
      int sum = 0;
      int in = inputs;
      for (int out : layers) {
        sum += (in + 1) * out;
        in = out;
      }
      return sum;
    }

    /** Weights before biases, as everywhere else. */
    float[] weightsFirst(float[] row) {
      float[] all = new float[row.length];
      int at = 0;
      int in = inputs;
      for (int out : layers) {
        System.arraycopy(row, at + out, all, at, in * out);
        System.arraycopy(row, at, all, at + in * out, out);
        at += (in + 1) * out;
        in = out;
      }
      return all;
    }
  }

  private NefFile(Hdf5File file, String name) {
    this.file = file;
    this.name = name;
  }

  static NefFile open(java.nio.file.Path path, String name) throws IOException {
    return new NefFile(Hdf5File.open(path, name), name);
  }

  /** The sizes of the networks in a file. */
  static Shape shape(HadoopFiles files, ForeignFile file) throws IOException {
    try (LocalCopy local = LocalCopy.of(files, file.location())) {
      return open(local.path(), file.path()).shape();
    }
  }

  /** The index of a file's first field. */
  static long start(ForeignFile file) {
    Matcher matcher = NAME.matcher(file.path());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(file.path());
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Fields in the file. */
  long fields() throws IOException {
    return params().shape().get(0);
  }

  private ArrayInfo params() throws IOException {
    ArrayInfo params = array(PARAMS);
    if (params.type() != ElementType.F32 || params.shape().size() != 2) {
      throw new IOException(
          "Dataset %s of %s has elements %s of shape %s where float32 of [fields, parameters] belong"
              .formatted(PARAMS, name, params.type(), params.shape()));
    }
    return params;
  }

  private ArrayInfo array(String dataset) throws IOException {
    if (!file.refusal(dataset).isEmpty()) {
      throw new IOException(file.refusal(dataset));
    }
    ArrayInfo info = file.arrays().get(dataset);
    if (info == null) {
      throw new IOException("%s holds no dataset %s".formatted(name, dataset));
    }
    return info;
  }

  boolean has(String dataset) {
    return file.arrays().containsKey(dataset) || !file.refusal(dataset).isEmpty();
  }

  Shape shape() throws IOException {
    List<String> config = file.texts().get(CONFIG);
    if (config == null || config.size() != 1) {
      throw new IOException("%s holds no dataset %s of one text".formatted(name, CONFIG));
    }
    JsonNode arrays;
    try {
      arrays = Json.read(config.get(0));
    } catch (JsonProcessingException e) {
      throw new IOException("Dataset %s of %s is no JSON".formatted(CONFIG, name), e);
    }
    Shape shape = shape(arrays);
    if (params().shape().get(1) != shape.parameters()) {
      throw new IOException(
          "Dataset %s of %s has rows of %d numbers where %s says %d"
              .formatted(PARAMS, name, params().shape().get(1), CONFIG, shape.parameters()));
    }
    return shape;
  }

  private Shape shape(JsonNode arrays) throws IOException {
    List<Integer> layers = new ArrayList<>();
    int inputs = 0;
    for (int l = 0; 2 * l + 1 < arrays.size(); l++) {
      boolean last = 2 * l + 2 >= arrays.size();
      String wanted = last ? "output_linear" : "kernel_net_%d.linear".formatted(l);
      JsonNode bias = arrays.get(2 * l);
      JsonNode kernel = arrays.get(2 * l + 1);
      int in = kernel.path(1).path(0).asInt();
      int out = kernel.path(1).path(1).asInt();
      boolean chained = l == 0 ? in > 0 : in == layers.get(l - 1);
      if (!bias.path(0).asText().equals(wanted + ".bias")
          || !kernel.path(0).asText().equals(wanted + ".kernel")
          || bias.path(1).path(0).asInt() != out
          || !chained
          || out < 1
          || out > 1 << 14
          || in > 1 << 14) {
        throw unknown(arrays);
      }
      inputs = l == 0 ? in : inputs;
      layers.add(out);
    }
    if (layers.size() < 2
        || layers.size() > 32
        || arrays.size() != 2 * layers.size()
        || inputs != 2) {
      throw unknown(arrays);
    }
    return new Shape(inputs, layers, file.texts().containsKey("id"));
  }

  private IOException unknown(JsonNode arrays) {
    return new IOException(
        "%s holds networks %s; SIRENs of two coordinates are read, kernel_net_0.linear.bias, ..., output_linear.kernel"
            .formatted(name, Shown.of(arrays.toString())));
  }

  /** A column of text with one for each field. */
  List<String> texts(String dataset) throws IOException {
    List<String> texts = file.texts().get(dataset);
    if (texts == null || texts.size() != fields()) {
      throw new IOException("%s has no text %s for each field".formatted(name, dataset));
    }
    return texts;
  }

  /** Rows of 32-bit floats of a dataset [fields, length], one after the other. */
  interface Rows {
    float[] next() throws IOException;
  }

  /** Whole numbers of a dataset [fields], one after the other. */
  interface Numbers {
    long next() throws IOException;
  }

  Rows rows(String dataset, List<InputStream> open) throws IOException {
    ArrayInfo info = array(dataset);
    if (info.type() != ElementType.F32
        || info.shape().size() != 2
        || info.shape().get(0) != fields()
        || info.shape().get(1) > 1 << 26) {
      throw new IOException(
          "Dataset %s of %s has shape %s where a row for each field belongs"
              .formatted(dataset, name, info.shape()));
    }
    InputStream in = file.open(dataset);
    open.add(in);
    int length = info.shape().get(1).intValue();
    return () -> {
      float[] row = new float[length];
      read(in, length * Float.BYTES, dataset).asFloatBuffer().get(row);
      return row;
    };
  }

  Numbers numbers(String dataset, List<InputStream> open) throws IOException {
    ArrayInfo info = array(dataset);
    boolean whole = info.type() == ElementType.I64 || info.type() == ElementType.I32;
    if (!whole || info.shape().size() != 1 || info.shape().get(0) != fields()) {
      throw new IOException(
          "Dataset %s of %s has elements %s of shape %s where a whole number for each field belongs"
              .formatted(dataset, name, info.type(), info.shape()));
    }
    InputStream in = file.open(dataset);
    open.add(in);
    return () -> {
      ByteBuffer one = read(in, info.type().bytes(), dataset);
      return info.type() == ElementType.I64 ? one.getLong() : one.getInt();
    };
  }

  private ByteBuffer read(InputStream in, int bytes, String dataset) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new IOException("Dataset %s of %s is truncated".formatted(dataset, name));
    }
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }
}
