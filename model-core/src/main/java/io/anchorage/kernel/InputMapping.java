package io.anchorage.kernel;

/**
 * From a point's coordinates to what the first layer sees, its features. The closed list of
 * mappings; Fourier features, encodings and grids have their place here.
 */
public sealed interface InputMapping permits InputMapping.Identity {
  /** Coordinates of a point. */
  int coordinates();

  /** Features of a point: the fan-in of the first layer. */
  int features();

  /**
   * The coordinates themselves.
   *
   * @param coordinates of a point, 1 to 3
   */
  record Identity(int coordinates) implements InputMapping {
    public Identity {
      if (coordinates < 1 || coordinates > 3) {
        throw new IllegalArgumentException("coordinates must be in 1 .. 3: " + coordinates);
      }
    }

    @Override
    public int features() {
      return coordinates;
    }
  }
}
