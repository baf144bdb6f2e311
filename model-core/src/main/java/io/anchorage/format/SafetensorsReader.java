package io.anchorage.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads and checks a file; see {@link Safetensors}. */
final class SafetensorsReader {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

  private final byte[] bytes;
  private final String file;

  SafetensorsReader(byte[] bytes, String file) {
    this.bytes = bytes;
    this.file = file;
  }

  /** One tensor's place in the data. */
  private record Entry(String name, List<Integer> shape, long begin, long end) {}

  TensorFile read() throws IOException {
    if (bytes.length < Long.BYTES) {
      throw bad("is truncated: %d bytes, its header's length takes 8".formatted(bytes.length));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = in.getLong();
    if (headerLength < 0 || headerLength > Safetensors.MAX_HEADER) {
      throw bad(
          "has a header of %s bytes, at most %d are allowed"
              .formatted(Long.toUnsignedString(headerLength), Safetensors.MAX_HEADER));
    }
    if (headerLength > bytes.length - Long.BYTES) {
      throw bad(
          "is truncated: its header takes %d bytes, %d are left"
              .formatted(headerLength, bytes.length - Long.BYTES));
    }
    int dataStart = Long.BYTES + (int) headerLength;
    JsonNode header = parse((int) headerLength);
    SortedMap<String, String> metadata = metadata(header);
    List<Entry> entries = entries(header);
    checkCoverage(entries, bytes.length - dataStart);
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Entry entry : entries) {
      float[] data = new float[(int) ((entry.end - entry.begin) / Float.BYTES)];
      in.position(dataStart + (int) entry.begin);
      in.asFloatBuffer().get(data);
      tensors.put(entry.name, new Tensor(entry.shape, data));
    }
    return new TensorFile(tensors, metadata);
  }

  private JsonNode parse(int length) throws IOException {
    if (length == 0 || bytes[Long.BYTES] != '{') {
      throw bad("has a header that does not begin with {; is it a safetensors file?");
    }
    try {
      return JSON.readTree(bytes, Long.BYTES, length);
    } catch (JsonProcessingException e) {
      throw new IOException(
          message("has a header that is not JSON: %s".formatted(e.getOriginalMessage())), e);
    } catch (CharConversionException e) {
      throw new IOException(message("has a header that is not UTF-8"), e);
    }
  }

  private SortedMap<String, String> metadata(JsonNode header) throws IOException {
    SortedMap<String, String> metadata = new TreeMap<>();
    JsonNode node = header.get(Safetensors.METADATA);
    if (node == null) {
      return metadata;
    }
    if (!node.isObject()) {
      throw bad("has %s that is not an object".formatted(Safetensors.METADATA));
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw bad(
            "has %s with a value that is not text: %s"
                .formatted(Safetensors.METADATA, entry.getKey()));
      }
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
    return metadata;
  }

  private List<Entry> entries(JsonNode header) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(Safetensors.METADATA)) {
        entries.add(entry(entry.getKey(), entry.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    return entries;
  }

  private Entry entry(String name, JsonNode node) throws IOException {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    if (!node.isObject() || !keys.equals(KEYS)) {
      throw bad(
          "describes tensor %s by %s, not by dtype, shape and data_offsets".formatted(name, keys));
    }
    if (!node.get("dtype").asText().equals("F32")) {
      throw bad(
          "has tensor %s of dtype %s; only F32 is read"
              .formatted(name, node.get("dtype").asText()));
    }
    List<Integer> shape = new ArrayList<>();
    long size = Float.BYTES;
    for (long extent : numbers(name, node.get("shape"))) {
      if (extent > Integer.MAX_VALUE || (extent > 0 && size > Integer.MAX_VALUE / extent)) {
        throw bad("has tensor %s of more than 2 GiB: %s".formatted(name, node.get("shape")));
      }
      shape.add((int) extent);
      size *= extent;
    }
    List<Long> offsets = numbers(name, node.get("data_offsets"));
    if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != size) {
      throw bad(
          "has tensor %s of shape %s at offsets %s, which are not %d bytes"
              .formatted(name, shape, offsets, size));
    }
    return new Entry(name, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> numbers(String name, JsonNode node) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : node) {
      if (!number.canConvertToLong() || !number.isIntegralNumber() || number.longValue() < 0) {
        throw bad("has tensor %s with a bad number: %s".formatted(name, number));
      }
      numbers.add(number.longValue());
    }
    if (!node.isArray()) {
      throw bad("has tensor %s with %s where a list should be".formatted(name, node));
    }
    return numbers;
  }

  /** The tensors must follow each other without gap or overlap and fill the data. */
  private void checkCoverage(List<Entry> entries, long dataLength) throws IOException {
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin != expected) {
        throw bad(
            "has tensor %s at offset %d where %d should be: %s"
                .formatted(
                    entry.name,
                    entry.begin,
                    expected,
                    entry.begin < expected ? "an overlap" : "a gap"));
      }
      expected = entry.end;
    }
    if (expected != dataLength) {
      throw bad(
          "is %s: its tensors take %d bytes, it holds %d"
              .formatted(expected > dataLength ? "truncated" : "too long", expected, dataLength));
    }
  }

  private IOException bad(String what) {
    return new IOException(message(what));
  }

  private String message(String what) {
    return "Safetensors file " + file + " " + what;
  }
}
