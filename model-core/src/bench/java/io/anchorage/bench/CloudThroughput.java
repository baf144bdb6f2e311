package io.anchorage.bench;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.Models;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.train.EpochMetrics;
import io.anchorage.learn.train.InMemorySamples;
import io.anchorage.learn.train.Predictor;
import io.anchorage.learn.train.TrainConfig;
import io.anchorage.learn.train.TrainListener;
import io.anchorage.learn.train.TrainOutcome;
import io.anchorage.learn.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/**
 * Throughput of a classifier in training and in use, in clouds per second: {@code CloudThroughput
 * [model] [clouds] [points] [batch]}. Clouds have the size of Fashion-MNIST's ARCs by default.
 */
final class CloudThroughput {
  private static final int DIM = 32;
  private static final int CLASSES = 10;
  private static final int EPOCHS = 3;

  private CloudThroughput() {}

  public static void main(String[] args) {
    String name = args.length > 0 ? args[0] : "ptv3";
    int clouds = argument(args, 1, 2048);
    int points = argument(args, 2, 39);
    Tensors torch = Tensors.load();
    TrainConfig defaults = TrainConfig.defaults();
    TrainConfig config =
        new TrainConfig(
            Models.named().get(name),
            defaults.normalisation(),
            defaults.augmentations(),
            defaults.optimiser(),
            defaults.schedule(),
            defaults.clipNorm(),
            argument(args, 3, defaults.batch()),
            EPOCHS,
            0,
            0,
            1);
    InMemorySamples source = source(clouds, points);
    System.out.println(torch.description());
    TrainOutcome outcome = new Trainer(torch, config, TrainListener.NONE).train(source);
    for (EpochMetrics epoch : outcome.history()) {
      System.out.printf("%s trains on %.0f clouds/s%n", name, clouds / epoch.seconds());
    }
    try (Predictor predictor = new Predictor(torch, outcome.model())) {
      for (int round = 0; round < EPOCHS; round++) {
        long start = System.nanoTime();
        predictor.evaluate(source);
        System.out.printf(
            "%s classifies %.0f clouds/s%n", name, clouds / ((System.nanoTime() - start) / 1e9));
      }
    }
  }

  private static int argument(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  private static InMemorySamples source(int clouds, int points) {
    List<Sample> all = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (int c = 0; c < CLASSES; c++) {
      classes.add("class " + c);
    }
    int side = (int) Math.ceil(Math.sqrt(20.0 * points));
    for (int i = 0; i < clouds; i++) {
      Philox draws = new Philox(i);
      float[] positions = new float[2 * points];
      for (int p = 0; p < positions.length; p++) {
        positions[p] = draws.below(p, side);
      }
      float[] features = new float[points * DIM];
      new Philox(i + 1_000_000).fillUniform(features, 0, features.length, -1, 1);
      PointCloud cloud = new PointCloud(positions, features, DIM, side, side);
      all.add(Sample.of("cloud/" + i, cloud, i % CLASSES, CLASSES));
    }
    return new InMemorySamples(classes, all);
  }
}
