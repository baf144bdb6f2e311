package io.anchorage.signal;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * How signal values are computed from pixels on the unit scale: {@code value = (unit - offset[c]) /
 * scale[c]} for channel c, where {@code unit} is the stored sample divided by the largest value of
 * its bit depth. It is stored with each field, so that the field can be turned back into pixels.
 *
 * @param offset one per channel, on the unit scale
 * @param scale one per channel, on the unit scale, positive
 */
public record Normalisation(List<Float> offset, List<Float> scale) implements Serializable {
  public Normalisation {
    offset = List.copyOf(offset);
    scale = List.copyOf(scale);
    if (offset.isEmpty() || offset.size() != scale.size()) {
      throw new IllegalArgumentException(
          "Normalisation needs one offset and one scale a channel: " + offset + ", " + scale);
    }
    for (float s : scale) {
      if (!(s > 0) || Float.isInfinite(s)) {
        throw new IllegalArgumentException(
            "Normalisation scale must be positive and finite: " + scale);
      }
    }
  }

  /** Values in [0, 1]: the unit scale itself. */
  public static Normalisation unit(int channels) {
    return uniform(channels, 0f, 1f);
  }

  /** Values in [-1, 1]. */
  public static Normalisation symmetric(int channels) {
    return uniform(channels, 0.5f, 0.5f);
  }

  private static Normalisation uniform(int channels, float offset, float scale) {
    return new Normalisation(
        Collections.nCopies(channels, offset), Collections.nCopies(channels, scale));
  }

  public int channels() {
    return offset.size();
  }

  public float toValue(int channel, float unit) {
    return (unit - offset.get(channel)) / scale.get(channel);
  }

  public float toUnit(int channel, float value) {
    return value * scale.get(channel) + offset.get(channel);
  }
}
