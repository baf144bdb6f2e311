package io.anchorage.family.functa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vector modulates a network that all images share. */
class FunctaFamilyTest {
  private static final int WIDTH = 6;
  private static final int DEPTH = 3;
  private static final int DIM = 4;
  private static final Grid GRID = Grid.image(5, 7);

  private static FunctaConfig config(Modulation modulation, List<Integer> hidden) {
    return new FunctaConfig(DIM, hidden, WIDTH, DEPTH, 5, modulation, 1);
  }

  private static FitRecipe recipe(FunctaConfig config, int steps) {
    return new FitRecipe(
        config, AdamConfig.withLearningRate(1e-2f), StopRule.after(steps), 3, 1, List.of());
  }

  private static Signal image(int number) {
    float[] values = new float[2 * GRID.points()];
    for (int i = 0; i < values.length; i++) {
      int row = i / 7;
      values[i] = (float) (0.5 + 0.4 * Math.sin(0.3 * (number + 1) * (i % 7) + 0.5 * row));
    }
    return new Signal("d/train/" + number, GRID, Normalisation.unit(2), values);
  }

  private static FunctaNetwork network(FunctaConfig config) {
    FunctaNetwork network = FunctaNetwork.initial(config, 2, 2, new Seeds(1, "network", 0)::stream);
    // Biases that are not 0, so that scales have something to scale.
    for (int i = 0; i < network.parameters().length; i++) {
      network.parameters()[i] += 0.01f * (i % 5 - 2);
    }
    return network;
  }

  /** The formulas once more, in double precision: [channels][points]. */
  private static double[] values(FunctaConfig config, double[] all, double[] vector) {
    int at = 0;
    List<double[]> arrays = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>(List.of(2));
    for (int l = 0; l < DEPTH; l++) {
      sizes.add(WIDTH);
    }
    sizes.add(2);
    for (int l = 0; l <= DEPTH; l++) {
      arrays.add(Arrays.copyOfRange(all, at, at += sizes.get(l) * sizes.get(l + 1)));
      arrays.add(Arrays.copyOfRange(all, at, at += sizes.get(l + 1)));
    }
    double[] h = vector;
    List<Integer> mapped = new ArrayList<>(config.mapWidths());
    mapped.add(DEPTH * WIDTH * config.modulation().numbers());
    for (int l = 0; l < mapped.size(); l++) {
      double[] next = new double[mapped.get(l)];
      for (int o = 0; o < next.length; o++) {
        next[o] = all[at + h.length * next.length + o];
        for (int i = 0; i < h.length; i++) {
          next[o] += h[i] * all[at + i * next.length + o];
        }
        if (l < mapped.size() - 1) {
          next[o] = Math.max(0, next[o]);
        }
      }
      at += (h.length + 1) * next.length;
      h = next;
    }
    double[] out = new double[2 * GRID.points()];
    for (int p = 0; p < GRID.points(); p++) {
      int row = p / 7;
      double[] x = {(row + 0.5) / 5, (p % 7 + 0.5) / 7};
      for (int l = 0; l <= DEPTH; l++) {
        double[] next = new double[sizes.get(l + 1)];
        for (int o = 0; o < next.length; o++) {
          next[o] = arrays.get(2 * l + 1)[o];
          for (int i = 0; i < x.length; i++) {
            next[o] += x[i] * arrays.get(2 * l)[i * next.length + o];
          }
          if (l < DEPTH) {
            int block = config.modulation().numbers() * WIDTH * l;
            double scale = config.modulation().scales() ? 1 + h[block + o] : 1;
            int shifts = config.modulation() == Modulation.BOTH ? block + WIDTH : block;
            double shift = config.modulation().shifts() ? h[shifts + o] : 0;
            next[o] = Math.sin(config.omega() * (scale * next[o] + shift));
          }
        }
        x = next;
      }
      for (int c = 0; c < 2; c++) {
        out[c * GRID.points() + p] = x[c] + 0.5;
      }
    }
    return out;
  }

  private static double loss(FunctaConfig config, double[] all, double[] vector, Signal signal) {
    double[] values = values(config, all, vector);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.pow(values[i] - signal.values()[i], 2);
    }
    return sum / values.length;
  }

  private static double[] doubles(float[] values) {
    double[] all = new double[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i];
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void a_field_is_what_the_formulas_say(Modulation modulation) {
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(5))) {
      FunctaConfig config = config(modulation, hidden);
      FunctaNetwork network = network(config);
      float[] vector = {0.3f, -0.2f, 0.7f, 0.1f};
      Field field =
          Field.on(GRID, Normalisation.unit(2)).floats(FunctaFields.MODULATION, vector).build();
      FunctaFamily family = new FunctaFamily();

      float[] values = family.reconstruct(config, network.toShared(), field);
      float[] same = family.evaluate(config, network.toShared(), field, Coordinates.of(GRID));

      double[] wanted = values(config, doubles(network.parameters()), doubles(vector));
      for (int i = 0; i < wanted.length; i++) {
        assertThat((double) values[i]).isCloseTo(wanted[i], within(2e-5));
        assertThat((double) same[i]).isCloseTo(wanted[i], within(2e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradients_are_those_of_central_differences(Modulation modulation) {
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(5))) {
      FunctaConfig config = config(modulation, hidden);
      FunctaNetwork network = network(config);
      Signal signal = image(1);
      float[] byVector;
      try (FunctaSession session =
          new FunctaSession(
              network, recipe(config, 3), signal, KernelProviders.scalar(), Team.SOLO)) {
        byVector = session.gradient();
      }
      double[] parameters = doubles(network.parameters());
      double[] vector = doubles(network.start());

      for (int i = 0; i < DIM; i++) {
        double[] there = vector.clone();
        int n = i;
        double wanted =
            difference(
                by -> {
                  there[n] = vector[n] + by;
                  return loss(config, parameters, there, signal);
                });
        assertThat((double) byVector[i]).isCloseTo(wanted, within(1e-5));
      }
    }
  }

  private static double difference(DoubleUnaryOperator loss) {
    double h = 1e-5;
    return (loss.applyAsDouble(h) - loss.applyAsDouble(-h)) / (2 * h);
  }

  @Test
  void gradient_steps_of_learnt_sizes_and_steps_of_adam_come_closer_to_the_image()
      throws BadSignalException {
    for (float stepSize : new float[] {0.5f, 0}) {
      FunctaConfig config = new FunctaConfig(16, List.of(), 32, 3, 10, Modulation.SHIFT, stepSize);
      FitRecipe recipe = recipe(config, 40);
      SharedParameters shared = new FunctaPreparation().untrained(recipe, 2);
      int[] all = IntStream.range(0, GRID.points()).toArray();
      try (var session =
          new FunctaFitter()
              .open(
                  recipe, shared, new FitTask(image(2), 0), KernelProviders.scalar(), Team.SOLO)) {
        double before = session.loss(all);
        session.step(40);
        assertThat(session.loss(all)).isLessThan(0.8 * before);
        assertThat(session.steps()).isEqualTo(40);
      }
    }
  }

  @Test
  void step_sizes_of_the_file_replace_those_of_the_recipe() throws BadSignalException {
    FunctaConfig config = config(Modulation.SHIFT, List.of());
    SortedMap<String, Tensor> tensors = new TreeMap<>(network(config).toShared().tensors());
    tensors.put(FunctaNetwork.STEP_SIZES, new Tensor(List.of(DIM), new float[] {0, 0.5f, 0, 0}));
    FitTask task = new FitTask(image(1), 0);
    try (var session =
        new FunctaFitter()
            .open(
                recipe(config, 1),
                new SharedParameters(tensors),
                task,
                KernelProviders.scalar(),
                Team.SOLO)) {
      float[] start = session.field().floats(FunctaFields.MODULATION);
      session.step(1);
      float[] after = session.field().floats(FunctaFields.MODULATION);
      assertThat(after[0]).isEqualTo(start[0]);
      assertThat(after[1]).isNotEqualTo(start[1]);
      assertThat(after[2]).isEqualTo(start[2]);
    }
  }

  @Test
  void a_network_is_not_learnt_and_the_line_says_where_to_get_one() {
    FitRecipe recipe = FunctaConfig.defaultRecipe();
    assertThatThrownBy(
            () -> new FunctaPreparation().learn(recipe, List.of(image(0)), (a, b, c) -> {}, 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--decoder FILE")
        .hasMessageNotContaining("\n");
  }

  @Test
  void shared_parameters_come_back_and_those_of_another_recipe_are_refused() {
    FunctaConfig config = config(Modulation.BOTH, List.of(5));
    FunctaNetwork network = network(config);

    FunctaNetwork again = FunctaNetwork.of(config, network.toShared());

    assertThat(again.parameters()).isEqualTo(network.parameters());
    assertThat(again.start()).isEqualTo(network.start());
    assertThatThrownBy(
            () -> FunctaNetwork.of(config(Modulation.SHIFT, List.of(5)), network.toShared()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("map.W1 of the shared network has shape [5, 36]");
    assertThatThrownBy(() -> FunctaNetwork.of(config, SharedParameters.none()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has no tensor network.W0");
  }

  @Test
  void images_of_other_channels_or_axes_than_the_network_are_bad() {
    FunctaConfig config = config(Modulation.SHIFT, List.of());
    SharedParameters shared = network(config).toShared();
    Signal grey = new Signal("a", GRID, Normalisation.unit(1), new float[GRID.points()]);

    assertThatThrownBy(
            () ->
                new FunctaFitter()
                    .open(
                        recipe(config, 1),
                        shared,
                        new FitTask(grey, 0),
                        KernelProviders.scalar(),
                        Team.SOLO))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("has 1 channels, but the shared network gives 2");
  }
}
