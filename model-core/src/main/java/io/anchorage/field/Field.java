package io.anchorage.field;

import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One fitted implicit neural representation: the parameters of one family, and the grid and
 * normalisation of the signal it represents. Together with the recipe and the shared parameters, it
 * can be evaluated anywhere.
 */
public final class Field {
  private final Grid grid;
  private final Normalisation normalisation;
  private final Map<String, Object> columns;

  private Field(Grid grid, Normalisation normalisation, Map<String, Object> columns) {
    this.grid = grid;
    this.normalisation = normalisation;
    this.columns = columns;
  }

  public static Builder on(Grid grid, Normalisation normalisation) {
    return new Builder(grid, normalisation);
  }

  public Grid grid() {
    return grid;
  }

  public int channels() {
    return normalisation.channels();
  }

  public Normalisation normalisation() {
    return normalisation;
  }

  /**
   * A column's value: a {@code float[]}, a {@code Float}, an {@code Integer} or a {@code String},
   * according to {@link Column.Type}.
   */
  public Object column(String name) {
    Object value = columns.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The field has no column " + name + ": " + columns.keySet());
    }
    return value;
  }

  /** A FLOAT_LIST column. The field's own array: do not modify. */
  public float[] floats(String name) {
    return (float[]) column(name);
  }

  /** A FLOAT column. */
  public float number(String name) {
    return (Float) column(name);
  }

  /** An INT column. */
  public int count(String name) {
    return (Integer) column(name);
  }

  /** A TEXT column. */
  public String text(String name) {
    return (String) column(name);
  }

  /** How many numbers its lists hold in all. */
  public long numbers() {
    return columns.values().stream()
        .mapToLong(value -> value instanceof float[] list ? list.length : 0)
        .sum();
  }

  /**
   * The same values on another unit scale.
   *
   * @param other for the same number of channels
   */
  public Field normalisedBy(Normalisation other) {
    if (other.channels() != channels()) {
      throw new IllegalArgumentException(
          "The field has %d channels, the normalisation %d"
              .formatted(channels(), other.channels()));
    }
    return new Field(grid, other, columns);
  }

  /** The same field with additional columns. */
  public Field with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(columns);
    all.putAll(more);
    return new Field(grid, normalisation, Collections.unmodifiableMap(all));
  }

  /** Collects the columns of one field. */
  public static final class Builder {
    private final Grid grid;
    private final Normalisation normalisation;
    private final Map<String, Object> columns = new LinkedHashMap<>();

    private Builder(Grid grid, Normalisation normalisation) {
      this.grid = grid;
      this.normalisation = normalisation;
    }

    public Builder floats(String name, float[] values) {
      columns.put(name, values);
      return this;
    }

    public Builder number(String name, float value) {
      columns.put(name, value);
      return this;
    }

    public Builder count(String name, int value) {
      columns.put(name, value);
      return this;
    }

    public Builder text(String name, String value) {
      columns.put(name, value);
      return this;
    }

    public Field build() {
      return new Field(
          grid, normalisation, Collections.unmodifiableMap(new LinkedHashMap<>(columns)));
    }
  }
}
