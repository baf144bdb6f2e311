package io.anchorage.format.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes safetensors of any length. Its arrays hold numbers alone: columns of text become JSON
 * lists in the metadata, under {@code column.NAME}.
 */
public final class SafetensorsWriter implements ArrayTable.Form {
  static final String METADATA = "__metadata__";
  static final String COLUMN = "column.";
  static final int MOST_HEADER = 100_000_000;
  private static final int ALIGNMENT = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void write(ArrayTable table, OutputStream out) throws IOException {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = header.putObject(METADATA);
    table.metadata().forEach(metadata::put);
    for (Map.Entry<String, List<String>> entry : table.texts().entrySet()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      entry.getValue().forEach(list::add);
      metadata.put(COLUMN + entry.getKey(), text(list));
    }
    long at = 0;
    // The widest elements first: then each array begins at a multiple of its element's size.
    List<Map.Entry<String, ArrayTable.NamedArray>> ordered =
        table.arrays().entrySet().stream()
            .sorted((a, b) -> Integer.compare(width(b), width(a)))
            .toList();
    for (Map.Entry<String, ArrayTable.NamedArray> entry : ordered) {
      ArrayInfo info = entry.getValue().info();
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", info.type().name());
      ArrayNode shape = node.putArray("shape");
      info.shape().forEach(shape::add);
      node.putArray("data_offsets").add(at).add(at + info.bytes());
      at += info.bytes();
    }
    byte[] text = text(header).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    if (padded.length > MOST_HEADER) {
      throw new IllegalArgumentException(
          "The header of a safetensors file would take %d bytes, at most %d are allowed: give a smaller --shard-size"
              .formatted(padded.length, MOST_HEADER));
    }
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(padded.length)
            .array());
    out.write(padded);
    for (Map.Entry<String, ArrayTable.NamedArray> entry : ordered) {
      entry.getValue().content().writeTo(out);
    }
  }

  private static int width(Map.Entry<String, ArrayTable.NamedArray> entry) {
    return entry.getValue().info().type().bytes();
  }

  private static String text(JsonNode node) throws IOException {
    return JSON.writeValueAsString(node);
  }
}
