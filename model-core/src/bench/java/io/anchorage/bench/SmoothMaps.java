package io.anchorage.bench;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Feature maps like those of a network's middle layers: many smooth channels, each with a few wide
 * bumps {@code a / (1 + r^2 / s^2)} of random centre, height and width.
 */
public final class SmoothMaps {
  private static final int BUMPS = 6;

  private SmoothMaps() {}

  public static List<Signal> draw(int count, int side, int channels) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signals.add(map(i, side, channels));
    }
    return signals;
  }

  private static Signal map(int number, int side, int channels) {
    float[] values = new float[channels * side * side];
    for (int c = 0; c < channels; c++) {
      float[] random = new float[4 * BUMPS];
      new Philox(1000L * number + c).fillUniform(random, 0, random.length, 0f, 1f);
      for (int b = 0; b < BUMPS; b++) {
        add(random, 4 * b, side, values, c * side * side);
      }
    }
    return new Signal(
        "features/" + number, Grid.image(side, side), Normalisation.symmetric(channels), values);
  }

  private static void add(float[] random, int bump, int side, float[] values, int to) {
    float height = random[bump + 2] - 0.5f;
    float width = 0.1f + 0.3f * random[bump + 3];
    for (int p = 0; p < side * side; p++) {
      int row = p / side;
      int column = p % side;
      float y = row / (float) side - random[bump];
      float x = column / (float) side - random[bump + 1];
      values[to + p] += height / (1 + (x * x + y * y) / (width * width));
    }
  }
}
