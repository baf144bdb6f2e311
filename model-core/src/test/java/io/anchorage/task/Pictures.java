package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.function.Function;

/** Images for tests. */
public final class Pictures {
  private Pictures() {}

  /** Smooth waves in [-1, 1]. */
  public static Signal waves(String id, int height, int width, int channels) {
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      int channel = i / (height * width);
      int row = i % (height * width) / width;
      double r = row / (double) height;
      double q = i % width / (double) width;
      values[i] = (float) (0.8 * Math.sin(5 * r + channel) * Math.cos(4 * q + r));
    }
    return new Signal(id, Grid.image(height, width), Normalisation.symmetric(channels), values);
  }

  public static Function<String, Philox> random(String id) {
    return new Seeds(7, id, 0)::stream;
  }

  public static Observation of(TaskConfig task, Signal image) {
    try {
      return task.observe(image, random(image.id()));
    } catch (BadImageException e) {
      throw new IllegalStateException(e);
    }
  }

  static float[] noise(int count, String purpose) {
    float[] out = new float[count];
    random("noise").apply(purpose).fillUniform(out, 0, count, -1, 1);
    return out;
  }
}
