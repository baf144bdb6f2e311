package io.anchorage.format;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors and metadata: the content of a safetensors file.
 *
 * @param tensors by name, in the order of the names
 * @param metadata free text by key
 */
public record TensorFile(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
  public TensorFile {
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }
}
