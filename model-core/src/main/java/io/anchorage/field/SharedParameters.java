package io.anchorage.field;

import io.anchorage.format.Tensor;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parameters that all fields of a table share and no fit changes: ARC's decoder. Stored once beside
 * the table, which refers to them by their hash.
 *
 * @param tensors by name; empty for families that share nothing
 */
public record SharedParameters(SortedMap<String, Tensor> tensors) implements Serializable {
  public SharedParameters {
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }

  public static SharedParameters none() {
    return new SharedParameters(new TreeMap<>());
  }

  public boolean isEmpty() {
    return tensors.isEmpty();
  }

  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "The shared parameters have no tensor " + name + ": " + tensors.keySet());
    }
    return tensor;
  }
}
