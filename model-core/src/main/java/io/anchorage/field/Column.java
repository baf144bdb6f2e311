package io.anchorage.field;

import java.io.Serializable;

/**
 * A column that a family, or the kind of data its fields are fitted to, adds to a field table.
 *
 * @param name snake_case, as in the table
 * @param description one sentence for the manifest: content, shape and order, units
 */
public record Column(String name, Type type, String description) implements Serializable {
  /** The types that a column may have; every Parquet reader knows them. */
  public enum Type {
    FLOAT,
    INT,
    FLOAT_LIST,
    TEXT
  }
}
