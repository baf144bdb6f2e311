package io.anchorage.signal;

/**
 * What a field is fitted to: values on a grid.
 *
 * <p>Not a record, because {@code values} is a large array that is shared and never compared.
 */
public final class Signal {
  private final String id;
  private final Grid grid;
  private final Normalisation normalisation;
  private final float[] values;

  /**
   * @param id the image's stable id, which determines the random numbers of the fit
   * @param values [channels][grid points], channel-major, normalised; shared, not copied; all
   *     finite
   */
  public Signal(String id, Grid grid, Normalisation normalisation, float[] values) {
    if (values.length != grid.points() * normalisation.channels()) {
      throw new IllegalArgumentException(
          "Signal %s needs %d values (%d channels on %s): %d"
              .formatted(
                  id,
                  grid.points() * normalisation.channels(),
                  normalisation.channels(),
                  grid.extents(),
                  values.length));
    }
    this.id = id;
    this.grid = grid;
    this.normalisation = normalisation;
    this.values = values;
  }

  public String id() {
    return id;
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
   * [channels][grid points], channel-major, normalised. The signal's own array: read it, do not
   * write.
   */
  public float[] values() {
    return values;
  }
}
