package io.anchorage.bench;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/** Smooth images with edges: discs with random centre, radius and colour on a gradient. */
final class Discs {
  private static final int DISCS = 24;

  /** Random numbers reserved for each disc: its centre, radius and colour. */
  private static final int NUMBERS = 8;

  private Discs() {}

  static List<Signal> draw(int count, int side, int channels) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signals.add(image(i, side, channels));
    }
    return signals;
  }

  private static Signal image(int number, int side, int channels) {
    float[] random = new float[NUMBERS * DISCS];
    new Philox(number).fillUniform(random, 0, random.length, 0f, 1f);
    int points = side * side;
    float[] values = new float[channels * points];
    for (int p = 0; p < points; p++) {
      int pixelRow = p / side;
      int pixelColumn = p % side;
      float row = pixelRow / (float) side;
      float column = pixelColumn / (float) side;
      int disc = last(random, row, column);
      for (int c = 0; c < channels; c++) {
        values[c * points + p] =
            disc < 0 ? 0.5f * row + 0.3f * column : random[NUMBERS * disc + 3 + c];
      }
    }
    return new Signal(
        "discs/" + number, Grid.image(side, side), Normalisation.unit(channels), values);
  }

  /** The uppermost disc at a point, or -1. */
  private static int last(float[] random, float row, float column) {
    for (int d = DISCS - 1; d >= 0; d--) {
      float y = row - random[NUMBERS * d];
      float x = column - random[NUMBERS * d + 1];
      float radius = 0.05f + 0.2f * random[NUMBERS * d + 2];
      if (x * x + y * y < radius * radius) {
        return d;
      }
    }
    return -1;
  }
}
