package io.anchorage.learn.cnn.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.cnn.AllCnn;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.cnn.Networks;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PathForwardTest {
  private static final AllCnnConfig CONFIG = Networks.small(NormAxes.CHANNELS);
  private static final int IMAGES = 2;

  private final Tensors torch = Tensors.load().inDoublePrecision();
  private final NDManager manager = torch.newManager();
  private final NDScope scope = new NDScope();
  private final ModelParameters plan = new ModelParameters();
  private final AllCnn network = new AllCnn(CONFIG, plan);
  private final Weights weights =
      Networks.weights(plan, manager, torch, Networks.disturbed(CONFIG, 3));

  @AfterEach
  void close() {
    scope.suppressNotUsedWarning();
    scope.close();
    manager.close();
  }

  private NDArray images(Pass pass) {
    float[] both = Networks.canvas(CONFIG, 7);
    float[] all = new float[IMAGES * both.length];
    for (int b = 0; b < IMAGES; b++) {
      System.arraycopy(Networks.canvas(CONFIG, 7 + b), 0, all, b * both.length, both.length);
    }
    return pass.floats(all, IMAGES, CONFIG.inputs(), CONFIG.side(), CONFIG.side());
  }

  private static List<RandomPaths> paths(int last, int count) {
    return IntStream.range(0, IMAGES)
        .mapToObj(b -> RandomPaths.draw(CONFIG, last, count, new Philox(40 + b)))
        .toList();
  }

  private static List<NDArray> byPosition(List<NDArray> maps) {
    return maps.stream().map(map -> map.reshape(map.size(0), map.size(1), -1)).toList();
  }

  private static List<NDArray> noise(Pass pass, int last) {
    List<NDArray> maps = new ArrayList<>();
    for (int layer = 1; layer <= last; layer++) {
      int size = CONFIG.layer(layer).size();
      float[] numbers = Networks.numbers(IMAGES * size, 90 + layer, 0, 1);
      int channels = CONFIG.layer(layer).outputs();
      maps.add(pass.floats(numbers, IMAGES, channels, size / channels));
    }
    return maps;
  }

  /** Reaches every layer, both strides, and with 60 paths on small maps every border. */
  @ParameterizedTest
  @CsvSource({"1, OWN", "6, OWN", "9, OWN", "1, ALL", "6, ALL", "9, ALL"})
  void with_the_exact_maps_as_predictions_paths_are_the_ordinary_forward_pass(
      int last, PatchRule rule) {
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray images = images(pass);
    List<NDArray> maps = byPosition(network.maps(pass, images, last));
    PathForward forward = new PathForward(network, paths(last, 60), rule);

    PathForward.Outcome outcome = forward.run(pass, images, maps);

    for (int layer = 1; layer <= last; layer++) {
      double[] truth = maps.get(layer - 1).toDoubleArray();
      double[] along = outcome.nodes().get(layer - 1).toDoubleArray();
      int channels = CONFIG.layer(layer).outputs();
      int positions = CONFIG.layer(layer).side() * CONFIG.layer(layer).side();
      int[] nodes = forward.nodes(layer);
      for (int n = 0; n < nodes.length; n++) {
        for (int c = 0; c < channels; c++) {
          int at = (nodes[n] / positions * channels + c) * positions + nodes[n] % positions;
          assertThat(along[n * channels + c])
              .as("layer %d, node %d, channel %d", layer, nodes[n], c)
              .isCloseTo(truth[at], within(1e-6));
        }
      }
    }
    assertThat(difference(outcome.logits(), network.logits(pass, images))).isLessThan(1e-6);
  }

  private static double difference(NDArray a, NDArray b) {
    return a.sub(b).abs().max().getDouble();
  }

  @Test
  void a_node_is_the_mean_of_what_its_paths_compute_alone() {
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray images = images(pass);
    List<NDArray> predicted = noise(pass, 2);
    List<RandomPaths> many = paths(2, 40);
    PathForward together = new PathForward(network, many, PatchRule.OWN);
    double[] nodes = together.run(pass, images, predicted).nodes().get(1).toDoubleArray();
    int channels = CONFIG.layer(2).outputs();
    int positions = CONFIG.layer(2).side() * CONFIG.layer(2).side();
    double[] sums = new double[nodes.length];
    int[] met = new int[together.nodes(2).length];
    for (int path = 0; path < 40; path++) {
      List<RandomPaths> alone = new ArrayList<>();
      for (RandomPaths all : many) {
        alone.add(all.only(path));
      }
      PathForward single = new PathForward(network, alone, PatchRule.OWN);
      double[] own = single.run(pass, images, predicted).nodes().get(1).toDoubleArray();
      for (int b = 0; b < IMAGES; b++) {
        int node = indexOf(together.nodes(2), b * positions + many.get(b).at(2, path));
        met[node]++;
        for (int c = 0; c < channels; c++) {
          sums[node * channels + c] += own[b * channels + c];
        }
      }
    }
    assertThat(met).contains(2);
    for (int k = 0; k < nodes.length; k++) {
      assertThat(nodes[k]).isCloseTo(sums[k] / met[k / channels], within(1e-6));
    }
  }

  private static int indexOf(int[] array, int value) {
    return IntStream.range(0, array.length)
        .filter(i -> array[i] == value)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(PatchRule.class)
  void gradients_are_central_differences_with_the_predictions_held(PatchRule rule) {
    PathForward forward = new PathForward(network, paths(6, 12), rule);
    Pass[] pass = new Pass[1];
    Tensors.differentiate(
        () -> {
          pass[0] = Pass.training(torch, manager, weights);
          return loss(forward, pass[0]);
        });
    double[] gradient = pass[0].gradient().toDoubleArray();
    double step = 1e-6;
    int moving = 0;
    for (int i = 0; i < gradient.length; i += 5) {
      double difference = (lossAt(forward, i, step) - lossAt(forward, i, -step)) / (2 * step);
      assertThat(gradient[i])
          .as("parameter %d", i)
          .isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
      moving += gradient[i] == 0 ? 0 : 1;
    }
    assertThat(moving).isGreaterThan(50);
  }

  private NDArray loss(PathForward forward, Pass pass) {
    NDArray logits = forward.run(pass, images(pass), noise(pass, 6)).logits();
    return logits.logSoftmax(1).get(":, 1").sum().mul(-1);
  }

  private double lossAt(PathForward forward, int parameter, double by) {
    NDArray values = weights.values();
    double before = values.getDouble(parameter);
    values.set(new NDIndex(parameter), before + by);
    try {
      return Tensors.withoutGradient(() -> loss(forward, Pass.evaluation(torch, manager, weights)))
          .getDouble();
    } finally {
      values.set(new NDIndex(parameter), before);
    }
  }

  /** Eq. 17: the path's own activation alone leads back from a layer to the one before. */
  @Test
  void what_no_path_computed_has_no_part_in_the_gradient_of_an_earlier_layer() {
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray images = images(pass);
    List<NDArray> exact = byPosition(network.maps(pass, images, 6));
    double[] along =
        gradientOfFirstLayer(new PathForward(network, paths(6, 5), PatchRule.OWN), exact);
    double[] ordinary = gradientOfFirstLayer(null, exact);
    double ratio = norm(along) / norm(ordinary);
    assertThat(norm(along)).isPositive();
    assertThat(ratio).isLessThan(0.2);
  }

  private double[] gradientOfFirstLayer(PathForward forward, List<NDArray> exact) {
    Pass[] pass = new Pass[1];
    Tensors.differentiate(
        () -> {
          pass[0] = Pass.training(torch, manager, weights);
          NDArray images = images(pass[0]);
          NDArray logits =
              forward == null
                  ? network.logits(pass[0], images)
                  : forward.run(pass[0], images, exact).logits();
          return logits.logSoftmax(1).get(":, 1").sum().mul(-1);
        });
    int first = CONFIG.layer(1).outputs() * CONFIG.inputs() * 9;
    return pass[0].gradient().get("0:" + first).toType(DataType.FLOAT64, true).toDoubleArray();
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += each * each;
    }
    return Math.sqrt(sum);
  }

  @Test
  void a_pixel_counts_once_however_many_paths_see_it() {
    List<RandomPaths> same = paths(1, 400);
    int[] all = new PathForward(network, same, PatchRule.OWN).nodes(1);
    assertThat(all.length).isLessThanOrEqualTo(IMAGES * 14 * 14);
    assertThat(new PathForward(network, same, PatchRule.OWN).pixelsSeen())
        .isEqualTo(IMAGES * 14 * 14);
    List<RandomPaths> one = same.stream().map(paths -> paths.only(0)).toList();
    assertThat(new PathForward(network, one, PatchRule.OWN).pixelsSeen())
        .isBetween(IMAGES * 4, IMAGES * 9);
  }
}
