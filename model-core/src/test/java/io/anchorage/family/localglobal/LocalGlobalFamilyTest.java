package io.anchorage.family.localglobal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.family.Families;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.LayoutEntry.Size.Fixed;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.random.Philox;
import io.anchorage.score.Psnr;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Over 300 lines, because the formula of contract and layout is written out once more. */
class LocalGlobalFamilyTest {
  private static final SharedParameters NONE = SharedParameters.none();

  private final LocalGlobalFamily family = new LocalGlobalFamily();

  static Stream<Arguments> configs() {
    LocalGlobalConfig config = LocalGlobalConfig.defaults();
    return Stream.of(
        Arguments.of(config.sized(List.of(3, 2), 8, 16), 40),
        Arguments.of(config.sized(List.of(3), 12, 0), 40),
        Arguments.of(with(config, Merge.ADD, List.of()).sized(List.of(2), 8, 16), 40));
  }

  private static LocalGlobalConfig with(LocalGlobalConfig c, Merge merge, List<Integer> kept) {
    return new LocalGlobalConfig(
        c.partitions(),
        c.localWidth(),
        c.globalWidth(),
        c.depth(),
        c.firstOmega(),
        c.omega(),
        merge,
        c.budget(),
        c.globalShare(),
        c.weightScale(),
        kept);
  }

  @Test
  void the_family_is_registered() {
    assertThat(Families.all()).hasAtLeastOneElementOfType(LocalGlobalFamily.class);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void each_merge_fits_an_image_alike_with_both_kernels(LocalGlobalConfig config, double decibels)
      throws Exception {
    try (FitSession scalar = open(config, KernelProviders.scalar());
        FitSession vector = open(config, KernelProviders.vector().kernels().orElseThrow())) {
      scalar.step(10);
      vector.step(10);
      assertThat(vector.lastLoss()).isEqualTo(scalar.lastLoss());
      assertThat(vector.field().floats("parameters"))
          .containsExactly(scalar.field().floats("parameters"));
      assertThat(vector.evaluateGrid()).containsExactly(scalar.evaluateGrid());
      assertThat(family.reconstruct(config, NONE, vector.field()))
          .containsExactly(vector.evaluateGrid());

      vector.step(390);
      assertThat(vector.steps()).isEqualTo(400);
      assertThat(Psnr.of(signal().values(), vector.evaluateGrid())).isGreaterThan(decibels);
    }
  }

  @Test
  void a_new_target_takes_effect_with_the_next_step_and_losses_are_those_of_its_points()
      throws Exception {
    LocalGlobalConfig config = LocalGlobalConfig.defaults().sized(List.of(3), 4, 6);
    try (FitSession session = open(config, KernelProviders.best())) {
      session.retarget(new float[17 * 19]);
      float[] before = session.evaluateGrid();
      int[] some = {0, 100, 322};
      double expected = 0;
      for (int n : some) {
        expected += before[n] * before[n] / 3.0;
      }
      assertThat(session.loss(some)).isCloseTo(expected, within(1e-6));
      session.step(1);
      double all = 0;
      for (float value : before) {
        all += value * value / before.length;
      }
      assertThat((double) session.lastLoss()).isCloseTo(all, within(1e-6));
      assertThatThrownBy(() -> session.loss(new int[0]))
          .hasMessage("loss needs at least one point");
      assertThatThrownBy(() -> session.retarget(new float[3]))
          .hasMessage("retarget needs 323 values: 3");
    }
  }

  private FitSession open(LocalGlobalConfig config, Kernels kernels) throws Exception {
    return open(config, signal(), kernels);
  }

  private FitSession open(LocalGlobalConfig config, Signal signal, Kernels kernels)
      throws Exception {
    return family
        .adapter(CpuFitter.class)
        .orElseThrow()
        .open(recipe(config), NONE, new FitTask(signal, 0), kernels);
  }

  private static FitRecipe recipe(LocalGlobalConfig config) {
    return new FitRecipe(
        config, AdamConfig.withLearningRate(2e-3f), StopRule.after(400), 1, 1, List.of());
  }

  private static Signal signal() {
    return signal(Grid.image(17, 19));
  }

  private static Signal signal(Grid grid) {
    float[] values = new float[grid.points()];
    for (int n = 0; n < values.length; n++) {
      int line = n / 19;
      double row = line / 17.0;
      double column = n % 19 / 19.0;
      values[n] = (float) (0.5 + 0.4 * Math.sin(9 * row + 7 * column * column));
    }
    return new Signal("waves", grid, Normalisation.unit(1), values);
  }

  /** Evaluates a field by the words of contract, layout and columns alone. */
  @Test
  void contract_and_layout_suffice_to_evaluate_a_field() throws Exception {
    LocalGlobalConfig config = LocalGlobalConfig.defaults().sized(List.of(3, 2), 5, 7);
    LocalGlobalContract contract = (LocalGlobalContract) family.contract(config);
    assertThat(contract.formula())
        .isEqualTo(
            "a = g = x; in each sine layer l = sin(omega (a A + alpha)), g = sin(omega (g G +"
                + " gamma)), a = sin(merge_omega ([l, g] R + rho)); y = a A + alpha after the"
                + " last");
    Field field;
    try (FitSession session = open(config, KernelProviders.best())) {
      field = session.field();
    }
    float[] all = field.floats("parameters");
    Map<String, LayoutEntry> layout =
        family.layout(config, 1).stream()
            .collect(Collectors.toMap(LayoutEntry::name, Function.identity()));
    LayoutEntry partitions = layout.get("partitions");
    int numbers = ((Fixed) partitions.shape().get(2)).count();
    assertThat(partitions.offset() + 6 * numbers).isEqualTo(all.length);
    float[] frame = field.floats("frame");
    assertThat(frame).containsExactly(0, 17, 0, 19);

    float[] values = family.reconstruct(config, NONE, field);

    for (int n = 0; n < values.length; n++) {
      int[] place = {n / 19, n % 19};
      int partition = 0;
      double[] x = new double[2];
      for (int a = 0; a < 2; a++) {
        int extent = (int) frame[2 * a + 1];
        partition =
            partition * contract.partitions().get(a)
                + (int) ((place[a] + 0.5) * contract.partitions().get(a) / extent);
        x[a] = 2.0 * place[a] / (extent - 1) - 1;
      }
      int later = partition * numbers;
      double[] g = x;
      double[] a = x;
      for (int l = 0; l < contract.omegas().size(); l++) {
        double omega = contract.omegas().get(l);
        double[] local =
            sines(dense(all, layout.get("A" + l), layout.get("alpha" + l), later, a), omega);
        g = sines(dense(all, layout.get("G" + l), layout.get("gamma" + l), 0, g), omega);
        double[] both = DoubleStream.concat(Arrays.stream(local), Arrays.stream(g)).toArray();
        a = sines(dense(all, layout.get("R"), layout.get("rho"), 0, both), contract.mergeOmega());
      }
      double[] y = dense(all, layout.get("A4"), layout.get("alpha4"), later, a);
      assertThat((double) values[n]).isCloseTo(y[0], within(1e-3));
    }
  }

  private static double[] dense(
      float[] all, LayoutEntry weights, LayoutEntry biases, int later, double[] x) {
    int out = ((Fixed) biases.shape().get(0)).count();
    double[] z = new double[out];
    for (int j = 0; j < out; j++) {
      z[j] = all[biases.offset() + later + j];
      for (int i = 0; i < x.length; i++) {
        z[j] += x[i] * all[weights.offset() + later + i * out + j];
      }
    }
    return z;
  }

  private static double[] sines(double[] z, double omega) {
    return Arrays.stream(z).map(value -> Math.sin(omega * value)).toArray();
  }

  @Test
  void weights_and_biases_start_as_published_and_each_partition_draws_its_own() {
    LocalGlobalConfig config = LocalGlobalConfig.defaults().sized(List.of(8), 20, 30);
    LocalGlobalShape shape = LocalGlobalShape.of(config, 2, 1);
    float[] all = LocalGlobalStart.draw(shape, 1, purpose -> new Philox(purpose.hashCode()));
    assertSpread(all, shape.globalWeights(0), shape.globalBiases(0), 0.5f);
    assertSpread(all, shape.globalBiases(0), shape.globalWeights(1), 0.7071068f);
    assertSpread(all, shape.globalWeights(2), shape.globalBiases(2), 0.01490712f);
    assertSpread(all, shape.mergeWeights(0), shape.mergeBiases(0), 0.0115470f);
    assertSpread(all, shape.mergeBiases(0), shape.shared(), 0.1414214f);
    int second = shape.shared() + shape.each();
    assertSpread(all, second, second + shape.localBiases(0), 0.5f);
    int inner = second + shape.localWeights(3);
    assertSpread(all, inner, second + shape.localBiases(3), 0.01825742f);
    assertThat(all[inner]).isNotEqualTo(all[inner - shape.each()]);
  }

  private static void assertSpread(float[] all, int from, int to, float bound) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      assertThat(all[i]).isBetween(-bound * 1.00001f, bound * 1.00001f);
      squares += all[i] * all[i];
    }
    assertThat(Math.sqrt(3 * squares / (to - from)))
        .isCloseTo(bound, within(bound * 2.5 / Math.sqrt(to - from)));
  }

  @Test
  void a_field_is_evaluated_between_its_pixels_on_the_side_of_its_partition() throws Exception {
    LocalGlobalConfig config = LocalGlobalConfig.defaults().sized(List.of(2), 4, 6);
    try (FitSession session = open(config, KernelProviders.best())) {
      float[] values =
          session.evaluate(new Coordinates(new float[][] {{8, 8.25f, 3}, {9, 9.5f, 18}}));
      float[] grid = session.evaluateGrid();
      assertThat(values[0]).isEqualTo(grid[8 * 19 + 9]);
      assertThat(values[2]).isEqualTo(grid[3 * 19 + 18]);
    }
  }

  @Test
  void engines_that_do_not_know_it_say_so_in_one_line() {
    assertThatThrownBy(() -> Engines.require("cuda", recipe(LocalGlobalConfig.defaults())))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "Engine cuda does not fit family local-global: choose one of these engines: auto");
  }

  @Test
  void images_with_fewer_pixels_than_partitions_fail_alone() {
    LocalGlobalConfig config = LocalGlobalConfig.defaults().sized(List.of(4, 20), 4, 6);
    assertThatThrownBy(() -> open(config, KernelProviders.best()))
        .isInstanceOf(BadSignalException.class)
        .hasMessage(
            "has fewer places along an axis, 19, than fit.family.partitions, 20: some would be"
                + " empty");
  }

  @Test
  void partitions_of_other_axes_and_recipes_of_cropped_fields_are_refused() {
    LocalGlobalConfig three = LocalGlobalConfig.defaults().sized(List.of(2, 2, 2), 4, 6);
    assertThatThrownBy(() -> open(three, KernelProviders.best()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "fit.family.partitions must be one number, or one for each of the 2 axes: [2, 2, 2]");
    LocalGlobalConfig cropped =
        with(LocalGlobalConfig.defaults(), Merge.CONCAT, List.of(0, 3, 2, 1));
    assertThatThrownBy(() -> open(cropped, KernelProviders.best()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("fit.family.kept says what crop left of a field");
    assertThatThrownBy(() -> with(LocalGlobalConfig.defaults(), Merge.CONCAT, List.of(15, 0, 0, 1)))
        .hasMessage(
            "kept must be a first partition and a count of at least 1 for each axis: [15, 0, 0,"
                + " 1]");
  }

  @Test
  void a_row_of_another_network_is_refused() {
    Field field =
        Field.on(Grid.image(17, 19), Normalisation.unit(1))
            .floats("parameters", new float[12])
            .floats("frame", new float[] {0, 17, 0, 19})
            .build();
    assertThatThrownBy(() -> family.reconstruct(LocalGlobalConfig.defaults(), NONE, field))
        .hasMessage(
            "A Local-Global SIREN of 256 partitions, widths 14 and 84, depth 4 and 1 channels has"
                + " 198930 parameters, not 12");
  }
}
