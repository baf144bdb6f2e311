package io.anchorage.format.array;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorage.format.Shown;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads safetensors as a stream, with elements of {@link ElementType}. */
public final class SafetensorsFile implements ArrayFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final String name;
  private final Map<String, ArrayInfo> arrays = new TreeMap<>();
  private final Map<String, Long> begins = new TreeMap<>();
  private final Map<String, String> metadata = new TreeMap<>();
  private final Map<String, List<String>> texts = new TreeMap<>();

  private SafetensorsFile(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * Opens a file on the local disk.
   *
   * @param name the file's name in messages
   * @throws IOException in one line, if it is no safetensors file of known element types
   */
  public static SafetensorsFile open(Path file, String name) throws IOException {
    SafetensorsFile opened = new SafetensorsFile(file, name);
    try (FileChannel channel = FileChannel.open(file)) {
      opened.read(channel);
    }
    return opened;
  }

  private void read(FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, length, 0);
    long header = length.getLong(0);
    if (header < 2
        || header > SafetensorsWriter.MOST_HEADER
        || header > channel.size() - Long.BYTES) {
      throw bad("has a header of %s bytes".formatted(Long.toUnsignedString(header)));
    }
    ByteBuffer text = ByteBuffer.allocate((int) header);
    fill(channel, text, Long.BYTES);
    JsonNode tree;
    try {
      tree = JSON.readTree(text.array());
    } catch (JsonProcessingException | CharConversionException e) {
      throw new IOException("Safetensors file %s has a header that is not JSON".formatted(name), e);
    }
    if (tree == null || !tree.isObject()) {
      throw bad("has a header that is no JSON object");
    }
    long data = Long.BYTES + header;
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      if (entry.getKey().equals(SafetensorsWriter.METADATA)) {
        metadata(entry.getValue());
      } else {
        array(entry.getKey(), entry.getValue(), data, channel.size() - data);
      }
    }
  }

  private void fill(FileChannel channel, ByteBuffer into, long at) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, at + into.position()) < 0) {
        throw bad("is truncated");
      }
    }
  }

  private void metadata(JsonNode node) throws IOException {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw bad("has metadata that is not text: " + entry.getKey());
      }
      String value = entry.getValue().textValue();
      if (entry.getKey().startsWith(SafetensorsWriter.COLUMN)) {
        texts.put(
            entry.getKey().substring(SafetensorsWriter.COLUMN.length()),
            list(entry.getKey(), value));
      } else {
        metadata.put(entry.getKey(), value);
      }
    }
  }

  private List<String> list(String key, String text) throws IOException {
    List<String> values = new ArrayList<>();
    try {
      for (JsonNode value : JSON.readTree(text)) {
        values.add(value.asText());
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Safetensors file %s has metadata %s that is no JSON list".formatted(name, Shown.of(key)),
          e);
    }
    return values;
  }

  private void array(String array, JsonNode node, long data, long bytes) throws IOException {
    ElementType type = null;
    for (ElementType known : ElementType.values()) {
      type = known.name().equals(node.path("dtype").asText()) ? known : type;
    }
    if (type == null) {
      throw bad(
          "has tensor %s of dtype %s; F32, F64, I32, I64 and U8 are read"
              .formatted(array, node.path("dtype").asText()));
    }
    List<Long> shape = new ArrayList<>();
    for (JsonNode extent : node.path("shape")) {
      if (!extent.isIntegralNumber() || !extent.canConvertToLong() || extent.longValue() < 0) {
        throw bad("has tensor %s of shape %s".formatted(array, node.path("shape")));
      }
      shape.add(extent.longValue());
    }
    JsonNode offsets = node.path("data_offsets");
    ArrayInfo info = new ArrayInfo(type, shape);
    long size;
    try {
      size = info.bytes();
    } catch (ArithmeticException e) {
      throw new IOException(
          "Safetensors file %s has tensor %s of shape %s".formatted(name, Shown.of(array), shape),
          e);
    }
    long begin = offsets.path(0).asLong(-1);
    if (offsets.size() != 2
        || begin < 0
        || begin > bytes
        || size > bytes - begin
        || offsets.path(1).asLong(-1) != begin + size) {
      throw bad(
          "has tensor %s of %d bytes at offsets %s of %d".formatted(array, size, offsets, bytes));
    }
    arrays.put(array, info);
    begins.put(array, data + begin);
  }

  private IOException bad(String what) {
    return new IOException("Safetensors file " + name + " " + Shown.of(what));
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  @Override
  public InputStream open(String array) throws IOException {
    FileChannel channel = FileChannel.open(file);
    channel.position(begins.get(array));
    return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
  }

  @Override
  public Map<String, List<String>> texts() {
    return Collections.unmodifiableMap(texts);
  }

  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public void close() {}
}
