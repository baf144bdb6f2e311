package io.anchorage.learn.train;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Philox;
import java.util.ArrayList;
import java.util.List;

/**
 * A dataset for tests: points on a row, on a column, on a diagonal, or anywhere, with features that
 * are noise with a class's bias.
 */
final class Shapes {
  static final List<String> CLASSES = List.of("row", "column", "diagonal", "anywhere");
  static final int DIM = 4;

  private Shapes() {}

  static InMemorySamples source(int clouds) {
    return new InMemorySamples(CLASSES, clouds(clouds));
  }

  static List<Sample> clouds(int clouds) {
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < clouds; i++) {
      int label = i % CLASSES.size();
      all.add(Sample.of("shape/" + i, shape(i, label), label, CLASSES.size()));
    }
    return all;
  }

  private static PointCloud shape(int seed, int label) {
    Philox draws = new Philox(seed);
    int points = 5 + draws.below(0, 8);
    float[] positions = new float[2 * points];
    float[] features = new float[DIM * points];
    int row = draws.below(1, 12);
    int column = draws.below(2, 12);
    new Philox(seed + 5000).fillUniform(features, 0, features.length, -1, 1);
    for (int p = 0; p < points; p++) {
      positions[2 * p] = label == 3 ? draws.below(10 + 2 * p, 24) : row + (label == 0 ? 0 : p);
      positions[2 * p + 1] =
          label == 3 ? draws.below(11 + 2 * p, 24) : column + (label == 1 ? 0 : p);
      features[DIM * p] += label % 2;
    }
    return new PointCloud(positions, features, DIM, 24, 24);
  }
}
