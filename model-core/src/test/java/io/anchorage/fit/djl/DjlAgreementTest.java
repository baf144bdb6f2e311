package io.anchorage.fit.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.composed.ActivationConfig;
import io.anchorage.family.composed.ComposedConfig;
import io.anchorage.family.composed.MappingConfig;
import io.anchorage.family.finer.FinerConfig;
import io.anchorage.family.finer.FinerConfig.Gradient;
import io.anchorage.family.localglobal.LocalGlobalConfig;
import io.anchorage.family.localglobal.Merge;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernels against automatic differentiation in PyTorch, by two programs that share nothing but
 * the start. Rounding is amplified by training: the tolerance holds for the first 50 steps.
 */
class DjlAgreementTest {
  private static final int STEPS = 50;
  private static final Percentage LOSS = Percentage.withPercentage(0.2);
  private static final Offset<Double> DECIBELS = within(0.2);

  private static Engine djl;
  private static Engine scalar;

  @BeforeAll
  static void open() {
    djl = Engines.open("djl");
    scalar = Engines.open("scalar");
  }

  @AfterAll
  static void close() {
    djl.close();
    scalar.close();
  }

  @ParameterizedTest
  @EnumSource(SirenVariant.class)
  void a_siren_takes_the_same_path_on_both(SirenVariant variant) throws Exception {
    SirenConfig base = SirenConfig.defaults();
    FamilyConfig config =
        new SirenConfig(24, 3, List.of(30f, 20f, 10f), variant, base.initialisation());

    samePath(recipe(SirenConfig.defaultRecipe(), config), SharedParameters.none(), images(3, 3));
  }

  @ParameterizedTest
  @EnumSource(Gradient.class)
  void a_finer_takes_the_same_path_on_both(Gradient gradient) throws Exception {
    FamilyConfig config =
        new FinerConfig(24, 3, List.of(30f, 20f, 10f), 1, gradient, Initialisation.PER_IMAGE);

    samePath(recipe(FinerConfig.defaultRecipe(), config), SharedParameters.none(), images(3, 3));
  }

  static Stream<FamilyConfig> compositions() {
    return Stream.of(
        new ComposedConfig(24, 2, new MappingConfig.Fourier(9, 2, 0), new ActivationConfig.Relu()),
        new ComposedConfig(24, 2, new MappingConfig.Nerf(4), new ActivationConfig.Sine(10)),
        new ComposedConfig(24, 2, new MappingConfig.Axes(3), new ActivationConfig.Finer(5)),
        new ComposedConfig(24, 3, new MappingConfig.Identity(), new ActivationConfig.Gauss(5)),
        new ComposedConfig(24, 2, new MappingConfig.Identity(), new ActivationConfig.Tanh()),
        new ComposedConfig(12, 3, new MappingConfig.Identity(), new ActivationConfig.Wire(10, 5)),
        new ComposedConfig(9, 3, new MappingConfig.Nerf(2), new ActivationConfig.Wire2d(5, 3)),
        new ComposedConfig(
            13, 3, new MappingConfig.Scaled(2, 0), new ActivationConfig.RealGabor(5, 3)),
        new ComposedConfig(24, 2, new MappingConfig.Scaled(2, 1), new ActivationConfig.Sine(20)));
  }

  @ParameterizedTest
  @MethodSource("compositions")
  void any_mapping_and_activation_take_the_same_path_on_both(FamilyConfig config) throws Exception {
    FitRecipe usual = recipe(SirenConfig.defaultRecipe(), config);
    samePath(usual, SharedParameters.none(), images(3, 3));
  }

  static Stream<FamilyConfig> partitioned() {
    LocalGlobalConfig config = LocalGlobalConfig.defaults();
    return Stream.of(
        config.sized(List.of(3, 2), 6, 10),
        config.sized(List.of(2), 8, 0),
        new LocalGlobalConfig(List.of(2, 3), 5, 7, 3, 20, 10, Merge.ADD, 0, 0.1, 1, List.of()));
  }

  @ParameterizedTest
  @MethodSource("partitioned")
  void partitions_take_the_same_path_on_both(FamilyConfig config) throws Exception {
    FitRecipe usual = recipe(SirenConfig.defaultRecipe(), config);
    samePath(usual, SharedParameters.none(), images(3, 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.3})
  void a_falling_rate_and_chunks_of_pixels_are_the_same_on_both(double share) throws Exception {
    FamilyConfig config =
        new SirenConfig(
            24, 2, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE, 1.5, share);
    FitRecipe recipe =
        new FitRecipe(
            config,
            AdamConfig.withLearningRate(1e-3f),
            new RateSchedule.Cosine(0.01, 5),
            StopRule.after(STEPS),
            7,
            1,
            List.of());

    samePath(recipe, SharedParameters.none(), images(3, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void an_arc_takes_the_same_path_on_both(int channels) throws Exception {
    samePath(arc(), decoder(channels), images(3, channels));
  }

  @Test
  void a_fixed_scale_and_a_part_of_the_pixels_are_the_same_on_both() throws Exception {
    ArcConfig published = ArcConfig.defaults();
    ArcConfig fixed =
        new ArcConfig(
            published.latentsPerPixel(),
            published.latents(),
            published.latentDim(),
            published.neighbours(),
            published.latentInit(),
            published.pixelsPerStep(),
            published.decoder(),
            1.5f,
            2,
            60);
    samePath(recipe(ArcConfig.defaultRecipe(), fixed), decoder(1), images(2, 1));
  }

  @Test
  void images_of_other_sizes_in_one_group_do_not_disturb_each_other() throws Exception {
    samePath(arc(), decoder(1), List.of(image("a", 1, 9, 12), image("b", 1, 16, 7)));
  }

  @Test
  void a_retired_fit_stands_still_and_the_others_go_on() throws Exception {
    FitRecipe recipe = recipe(SirenConfig.defaultRecipe(), SirenConfig.defaults());
    try (FitGroup together = djl.open(recipe, SharedParameters.none(), tasks(images(2, 1)));
        FitGroup alone =
            scalar.open(recipe, SharedParameters.none(), tasks(images(2, 1).subList(1, 2)))) {
      together.step(10);
      together.retire(0);
      together.step(10);
      alone.step(20);

      assertThat(together.sessions().get(0).steps()).isEqualTo(10);
      assertThat(together.sessions().get(1).steps()).isEqualTo(20);
      assertThat(together.sessions().get(1).lastLoss())
          .isCloseTo(alone.sessions().get(0).lastLoss(), LOSS);
    }
  }

  @Test
  void a_new_target_takes_effect_with_the_next_step_and_keeps_the_moments() throws Exception {
    FitRecipe recipe = recipe(SirenConfig.defaultRecipe(), SirenConfig.defaults());
    float[] target = image("other", 1, 11, 13).values();
    List<FitTask> tasks = tasks(List.of(image("a", 1, 11, 13)));
    try (FitGroup one = djl.open(recipe, SharedParameters.none(), tasks);
        FitGroup two = scalar.open(recipe, SharedParameters.none(), tasks)) {
      for (FitGroup group : List.of(one, two)) {
        group.step(10);
        group.sessions().get(0).retarget(target);
        group.step(10);
      }

      assertThat(one.sessions().get(0).lastLoss())
          .isCloseTo(two.sessions().get(0).lastLoss(), LOSS);
      int[] some = {0, 5, 70};
      assertThat(one.sessions().get(0).loss(some))
          .isCloseTo(two.sessions().get(0).loss(some), Percentage.withPercentage(1));
    }
  }

  @Test
  void whole_fits_end_as_good_as_those_of_the_kernels() {
    FitRecipe siren = SirenConfig.defaultRecipe();
    FitRecipe recipe =
        new FitRecipe(
            siren.family(), siren.adam(), StopRule.after(200), siren.seed(), 1, List.of());
    List<FitTask> tasks = tasks(images(4, 1));

    assertThat(meanPsnr(djl, recipe, tasks)).isCloseTo(meanPsnr(scalar, recipe, tasks), DECIBELS);
  }

  private static double meanPsnr(Engine engine, FitRecipe recipe, List<FitTask> tasks) {
    return new Fitter(engine, recipe, SharedParameters.none(), Cancellation.NEVER)
        .fit(tasks).stream()
            .mapToDouble(outcome -> ((FieldOutcome.Fitted) outcome).psnr())
            .average()
            .orElseThrow();
  }

  private static void samePath(FitRecipe recipe, SharedParameters shared, List<Signal> images)
      throws Exception {
    try (FitGroup one = djl.open(recipe, shared, tasks(images));
        FitGroup two = scalar.open(recipe, shared, tasks(images))) {
      for (int step = 1; step <= STEPS; step++) {
        one.step(1);
        two.step(1);
        for (int i = 0; i < images.size(); i++) {
          FitSession a = one.sessions().get(i);
          FitSession b = two.sessions().get(i);
          assertThat(a.lastLoss()).as("step %d, image %d", step, i).isCloseTo(b.lastLoss(), LOSS);
        }
      }
      assertThat(one.sessions().get(0).lastLoss()).isPositive();
    }
  }

  private static FitRecipe arc() {
    return recipe(ArcConfig.defaultRecipe(), ArcConfig.defaults());
  }

  private static SharedParameters decoder(int channels) {
    return ArcDecoder.initial(ArcConfig.defaults(), channels, new Seeds(3, "decoder", 0)::stream)
        .toShared();
  }

  private static FitRecipe recipe(FitRecipe defaults, FamilyConfig family) {
    return new FitRecipe(family, defaults.adam(), defaults.stop(), 7, 1, List.of());
  }

  private static List<FitTask> tasks(List<Signal> images) {
    return images.stream().map(image -> new FitTask(image, 0)).toList();
  }

  private static List<Signal> images(int count, int channels) {
    List<Signal> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image("image/" + i, channels, 11, 13));
    }
    return images;
  }

  /** Waves over a disc; each id its own. */
  private static Signal image(String id, int channels, int height, int width) {
    float[] values = new float[channels * height * width];
    int phase = id.hashCode() % 7;
    for (int p = 0; p < values.length; p++) {
      int c = p / (height * width);
      int point = p % (height * width);
      int line = point / width;
      double row = line / (double) height;
      double column = point % width / (double) width;
      boolean inside = Math.hypot(row - 0.5, column - 0.5) < 0.4;
      values[p] = (float) (inside ? 0.5 + 0.4 * Math.sin(9 * row + 7 * column + c + phase) : 0.1);
    }
    return new Signal(id, Grid.image(height, width), Normalisation.unit(channels), values);
  }
}
