package io.anchorage.learn.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.anchorage.cloud.Compat;
import io.anchorage.cloud.PointCloud;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all models promise, in double precision. */
class CloudModelTest {
  private static final int DIM = 3;
  private static final int CLASSES = 4;
  private static final double EXACT = 1e-10;
  private static final List<PointCloud> CLOUDS =
      List.of(
          Clouds.random(1, 13, DIM),
          Clouds.random(2, 1, DIM),
          Clouds.random(3, 29, DIM),
          Clouds.random(4, 6, DIM));

  private final Tensors torch = Tensors.load().inDoublePrecision();
  private final NDManager manager = torch.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  static List<CloudModelConfig> all() {
    return List.of(
        ptv3(1, Compat.NONE),
        ptv3(2.5, Compat.NONE),
        new PtV1Config(List.of(8, 16), List.of(1, 2), List.of(1, 1), List.of(5, 5), 4, 1),
        new SetMlpConfig(List.of(8, 12), 8, 1, 10),
        new SetMlpConfig(List.of(8, 12), 8, 4, 10),
        new RenderCnnConfig(8, List.of(6, 8)),
        new SizeMlpConfig(List.of(8)));
  }

  static List<CloudModelConfig> withoutOrigin() {
    return all().stream().filter(config -> !(config instanceof RenderCnnConfig)).toList();
  }

  private static PtV3Config ptv3(double grid, Compat compat) {
    return new PtV3Config(
        List.of(1, 2), List.of(8, 12), List.of(2, 3), 5, 2, 0.3, grid, true, 4, true, true, compat);
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_logits_of_a_cloud_do_not_depend_on_its_batch_mates(CloudModelConfig config) {
    Model model = new Model(config);
    double[] together = model.logits(CLOUDS);

    for (int b = 0; b < CLOUDS.size(); b++) {
      double[] alone = model.logits(CLOUDS.subList(b, b + 1));
      for (int c = 0; c < CLASSES; c++) {
        assertThat(together[b * CLASSES + c]).isCloseTo(alone[c], within(EXACT));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_order_of_points_does_not_matter(CloudModelConfig config) {
    Model model = new Model(config);

    assertSame(model.logits(CLOUDS), model.logits(CLOUDS.stream().map(Clouds::reversed).toList()));
  }

  @ParameterizedTest
  @MethodSource("withoutOrigin")
  void a_shift_of_the_whole_cloud_does_not_matter(CloudModelConfig config) {
    Model model = new Model(config);
    double[] before = model.logits(CLOUDS);
    float[][] shifts = {{1, 0}, {-37, 1000}, {0.3f, 0.7f}, {123.456f, -9.87f}};

    for (float[] shift : shifts) {
      List<PointCloud> moved =
          CLOUDS.stream().map(cloud -> Clouds.shifted(cloud, shift[0], shift[1])).toList();
      double[] after = model.logits(moved);
      for (int i = 0; i < after.length; i++) {
        assertThat(after[i]).isCloseTo(before[i], within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void evaluation_repeats_itself(CloudModelConfig config) {
    Model model = new Model(config);

    assertThat(model.logits(CLOUDS)).containsExactly(model.logits(CLOUDS));
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_gradient_is_that_of_central_differences(CloudModelConfig config) {
    Model model = new Model(config);
    double[] gradient = model.gradient();
    double[] start = model.weights.values().toDoubleArray();
    Philox some = new Philox(7);
    double step = 1e-6;

    for (int check = 0; check < 60; check++) {
      int i = some.below(check, start.length);
      double up = model.lossAt(start, i, step);
      double down = model.lossAt(start, i, -step);
      assertThat(gradient[i])
          .as("parameter %d", i)
          .isCloseTo((up - down) / (2 * step), within(1e-6 + 1e-5 * Math.abs(gradient[i])));
    }
  }

  @ParameterizedTest
  @MethodSource("withoutOrigin")
  void every_parameter_has_a_part_in_the_logits(CloudModelConfig config) {
    Model model = new Model(config);
    double[] gradient = model.gradient();
    int at = 0;

    for (var parameter : model.plan.parameters()) {
      double largest = 0;
      for (int i = 0; i < parameter.shape().size(); i++) {
        largest = Math.max(largest, Math.abs(gradient[at++]));
      }
      assertThat(largest).as(parameter.name()).isPositive();
    }
  }

  @Test
  void the_published_ptv3_is_random_in_evaluation() {
    Model model = new Model(ptv3(2, Compat.PUBLISHED));
    List<PointCloud> clouds = CLOUDS.stream().filter(cloud -> cloud.points() > 1).toList();
    double[] once = model.logits(clouds);

    assertThat(model.logits(clouds)).isNotEqualTo(once);
  }

  @Test
  void the_published_ptv3_without_shuffling_still_depends_on_its_batch_mates() {
    PtV3Config config =
        new PtV3Config(
            List.of(1, 2),
            List.of(8, 12),
            List.of(2, 3),
            5,
            2,
            0.3,
            2,
            true,
            0,
            false,
            false,
            Compat.PUBLISHED);
    Model model = new Model(config);

    double[] alone = model.logits(CLOUDS.subList(0, 1));
    double[] together = model.logits(CLOUDS);

    assertThat(together[0]).isNotCloseTo(alone[0], within(1e-4));
  }

  @Test
  void the_published_sizes_have_the_published_number_of_stages_and_blocks() {
    PtV3Config sizes = PtV3Config.arcSizes();

    assertThat(sizes.depths()).containsExactly(1, 1, 2, 1);
    assertThat(sizes.channels()).containsExactly(64, 64, 64, 64);
    assertThat(sizes.heads()).containsExactly(8, 16, 32, 32);
    assertThat(sizes.patch()).isEqualTo(25);
    assertThat(sizes.offsetBound()).isEqualTo(9);
    assertThat(sizes.grid()).isEqualTo(2);
    assertThat(sizes.dropPath()).isEqualTo(0.3);
    ModelParameters plan = new ModelParameters();
    sizes.build(plan, 32, 10);
    // 1 018 562 in space, of which these can be reached from a plane.
    assertThat(plan.size()).isBetween(430_000, 450_000);
  }

  private static void assertSame(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      assertThat(one[i]).isCloseTo(other[i], within(EXACT));
    }
  }

  /** A model with weights, away from the symmetric start of its norms. */
  private final class Model {
    private final ModelParameters plan = new ModelParameters();
    private final CloudModel model;
    private final Weights weights;

    Model(CloudModelConfig config) {
      this.model = config.build(plan, DIM, CLASSES);
      this.weights = Weights.initial(plan, manager, torch, 5);
      NDArray values = weights.values();
      float[] noise = new float[plan.size()];
      new Philox(8).fillUniform(noise, 0, noise.length, -0.1f, 0.1f);
      values.addi(manager.create(noise).toType(torch.type(), false));
    }

    double[] logits(List<PointCloud> clouds) {
      return run(
          () ->
              model
                  .arrange(clouds)
                  .logits(Pass.evaluation(torch, manager, weights))
                  .toDoubleArray());
    }

    /** A sum over logits with weights that tell them apart, on a training pass. */
    private NDArray loss(Pass pass) {
      NDArray logits = model.arrangeToTrain(CLOUDS, new Philox(6)).logits(pass);
      List<Double> factors = new ArrayList<>();
      for (int i = 0; i < logits.size(); i++) {
        factors.add(Math.cos(i));
      }
      double[] all = factors.stream().mapToDouble(Double::doubleValue).toArray();
      return logits.mul(manager.create(all).reshape(logits.getShape())).sum();
    }

    double[] gradient() {
      Pass[] pass = new Pass[1];
      return run(
          () -> {
            Tensors.differentiate(
                () -> {
                  pass[0] = Pass.training(torch, manager, weights);
                  return loss(pass[0]);
                });
            return pass[0].gradient().toDoubleArray();
          });
    }

    double lossAt(double[] start, int parameter, double step) {
      double[] moved = start.clone();
      moved[parameter] += step;
      return run(
          () -> {
            manager.create(moved).copyTo(weights.values());
            double loss = loss(Pass.training(torch, manager, weights)).getDouble();
            manager.create(start).copyTo(weights.values());
            return new double[] {loss};
          })[0];
    }

    private double[] run(Supplier<double[]> work) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        return work.get();
      }
    }
  }
}
