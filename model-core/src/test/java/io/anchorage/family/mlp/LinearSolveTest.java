package io.anchorage.family.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.mlp.kernel.GramKernel;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The linear layer as the solution of a least-squares problem. */
class LinearSolveTest {
  private final Kernels kernels = KernelProviders.best();

  private static FitRecipe recipe(LastLayer last, SirenVariant variant, int steps) {
    return new FitRecipe(
        new SirenConfig(16, 2, List.of(30f), variant, Initialisation.SHARED, 1.5, 1, last, ""),
        AdamConfig.withLearningRate(5e-3f),
        new RateSchedule.Cosine(0.01, 0),
        StopRule.after(steps),
        1,
        1,
        List.of());
  }

  private static Signal waves(int height, int width, int channels) {
    Philox random = new Philox(7);
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      int n = i % (height * width);
      int row = n / width;
      int channel = i / (height * width);
      double phase = 0.4 * row + 0.3 * (n % width) + channel;
      values[i] = (float) (0.5 + 0.4 * Math.sin(phase)) + 0.05f * random.uniform(i);
    }
    return new Signal("w", Grid.image(height, width), Normalisation.unit(channels), values);
  }

  /** 67 x 71 points are more than one tile, and an odd number of them. */
  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 9, 7, 1",
    "DWSNETS, 8, 8, 1",
    "COIN, 5, 9, 3",
    "REFERENCE, 67, 71, 2",
    "NFN, 5, 5, 1"
  })
  void the_gradient_of_a_solved_layer_is_zero(
      SirenVariant variant, int height, int width, int channels) throws Exception {
    FitRecipe recipe = recipe(LastLayer.SOLVED, variant, 5);
    MlpConfig config = (MlpConfig) recipe.family();
    Signal signal = waves(height, width, channels);
    float[] parameters = new MlpStarts().drawn(recipe, signal);
    MlpShape shape = MlpGeometry.shape(config, 2, channels);
    MlpPoints points = MlpGeometry.points(config, signal.grid());
    float[] target = points.lay(signal.values(), channels);
    float[] gradient = new float[parameters.length];
    try (MlpKernel kernel = kernels.mlp(shape)) {
      float before = kernel.gradient(points, target, parameters, gradient);
      new LinearSolve(shape, points, kernel, kernels).into(target, parameters);
      float after = kernel.gradient(points, target, parameters, gradient);
      assertThat(after).isLessThan(before / 2);
      for (int i = shape.weights(shape.depth()); i < gradient.length; i++) {
        // The ridge leaves lambda times the weight, which is some units long.
        assertThat(gradient[i]).isCloseTo(0f, within(1e-4f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 1", "8, 16, 5", "12, 104, 12", "36, 784, 33"})
  void all_kernels_multiply_rows_alike(int count, int pitch, int columns) {
    double[] rows = new double[count * pitch];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Philox(3).uniform(i) - 0.4;
    }
    double[] one = new double[count * count];
    double[] other = new double[count * count];
    GramKernel.of(KernelProviders.scalar()).add(rows, pitch, count, columns, one);
    GramKernel.of(kernels).add(rows, pitch, count, columns, other);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= Math.min(i, columns - 1); j++) {
        assertThat(other[i * count + j]).isEqualTo(one[i * count + j]);
        double sum = 0;
        for (int n = 0; n < pitch; n++) {
          sum += rows[i * pitch + n] * rows[j * pitch + n];
        }
        assertThat(sum).isCloseTo(one[i * count + j], within(1e-12 * pitch));
      }
    }
  }

  @Test
  void all_kernels_solve_alike() throws Exception {
    Signal signal = waves(13, 11, 3);
    FitRecipe recipe = recipe(LastLayer.SOLVED, SirenVariant.REFERENCE, 9);
    assertThat(fitted(recipe, signal, KernelProviders.scalar()))
        .containsExactly(fitted(recipe, signal, kernels));
  }

  private static float[] fitted(FitRecipe recipe, Signal signal, Kernels kernels) throws Exception {
    try (FitSession session = open(recipe, signal, kernels)) {
      session.step(4);
      session.evaluateGrid();
      session.step(5);
      return session.field().floats(MlpFields.PARAMETERS);
    }
  }

  private static FitSession open(FitRecipe recipe, Signal signal, Kernels kernels)
      throws Exception {
    return new MlpFitter()
        .open(recipe, SharedParameters.none(), new FitTask(signal, 0), kernels, Team.SOLO);
  }

  @Test
  void few_steps_go_further_with_a_solved_layer() throws Exception {
    Signal signal = waves(20, 20, 1);
    Map<LastLayer, Double> losses = new EnumMap<>(LastLayer.class);
    for (LastLayer last : LastLayer.values()) {
      try (FitSession session = open(recipe(last, SirenVariant.REFERENCE, 12), signal, kernels)) {
        session.step(12);
        int[] all = new int[400];
        Arrays.setAll(all, n -> n);
        losses.put(last, session.loss(all));
      }
    }
    assertThat(losses.get(LastLayer.SOLVED)).isLessThan(losses.get(LastLayer.GRADIENT) / 2);
  }

  @Test
  void a_new_target_has_a_layer_of_its_own_at_once() throws Exception {
    Signal signal = waves(9, 9, 1);
    FitRecipe recipe = recipe(LastLayer.SOLVED, SirenVariant.REFERENCE, 9);
    try (FitSession session = open(recipe, signal, kernels)) {
      float[] other = new float[81];
      Arrays.fill(other, 0.25f);
      session.retarget(other);
      for (float value : session.evaluateGrid()) {
        assertThat(value).isCloseTo(0.25f, within(1e-3f));
      }
    }
  }

  @Test
  void it_sees_all_pixels() {
    assertThatThrownBy(
            () ->
                new SirenConfig(
                    16,
                    2,
                    List.of(30f),
                    SirenVariant.NFN,
                    Initialisation.SHARED,
                    1,
                    0.5,
                    LastLayer.SOLVED,
                    ""))
        .hasMessageContaining("pixelsPerStep must be 1: 0.5");
  }
}
