package io.anchorage.format.array;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of a file of arrays that is to be written: arrays, columns of text, metadata. */
public final class ArrayTable {
  private final Map<String, NamedArray> arrays = new LinkedHashMap<>();
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  /** An array. */
  public record NamedArray(ArrayInfo info, ArrayContent content) {}

  /** Writes such a table in one format. */
  @FunctionalInterface
  public interface Form {
    /**
     * Writes a whole file; the stream stays open.
     *
     * @throws IllegalArgumentException if the format cannot hold the table
     */
    void write(ArrayTable table, OutputStream out) throws IOException;
  }

  /** Adds an array. */
  public ArrayTable array(String name, ArrayInfo info, ArrayContent content) {
    arrays.put(name, new NamedArray(info, content));
    return this;
  }

  /** Adds a column of text. */
  public ArrayTable text(String name, List<String> values) {
    texts.put(name, List.copyOf(values));
    return this;
  }

  /** Adds one text for the whole file. */
  public ArrayTable metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** The arrays in their order. */
  public Map<String, NamedArray> arrays() {
    return arrays;
  }

  /** The columns of text in their order. */
  public Map<String, List<String>> texts() {
    return texts;
  }

  /** The single texts in their order. */
  public Map<String, String> metadata() {
    return metadata;
  }
}
