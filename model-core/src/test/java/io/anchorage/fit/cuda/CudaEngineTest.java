package io.anchorage.fit.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.DecoderConfig;
import io.anchorage.family.composed.ActivationConfig;
import io.anchorage.family.composed.ComposedConfig;
import io.anchorage.family.composed.MappingConfig;
import io.anchorage.family.finer.FinerConfig;
import io.anchorage.family.finer.FinerConfig.Gradient;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.Coordinates;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.DeviceFullException;
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
import io.anchorage.fit.check.GradientProbe;
import io.anchorage.kernel.cuda.FakeGpu;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole engine on a driver that runs the kernels' own text on the CPU, block by block: against
 * the specification within the tolerances that hold for a device.
 *
 * <p>Over 300 lines, because one compiled driver serves all its cases.
 */
class CudaEngineTest {
  private static final Percentage LOSS = Percentage.withPercentage(0.1);
  private static final double GRADIENT = 1e-4;
  private static final long MEMORY = 4L << 30;

  private static Engine cuda;
  private static Engine scalar;

  @BeforeAll
  static void open() {
    FakeGpu.install();
    cuda = Engines.open("cuda");
    scalar = Engines.open("scalar");
  }

  @AfterEach
  void nothing_stays_on_the_device() {
    FakeGpu.reverse(false);
    FakeGpu.memory(MEMORY);
    assertThat(FakeGpu.memoryInUse()).isZero();
  }

  @ParameterizedTest(name = "width {0}, depth {1}, {2} channels, {3} x {4}, {5}")
  @CsvSource({
    "32, 2, 1, 28, 28, REFERENCE",
    "13, 3, 3, 11, 9, DWSNETS",
    "10, 1, 2, 5, 3, COIN",
    "24, 2, 1, 1, 1, NFN",
    "64, 2, 3, 7, 5, REFERENCE"
  })
  void a_siren_of_one_block_takes_the_path_of_the_specification(
      int width, int depth, int channels, int height, int columns, SirenVariant variant)
      throws Exception {
    FitRecipe recipe = siren(width, depth, variant);

    samePath(recipe, SharedParameters.none(), images(2, channels, height, columns), 8);
  }

  @ParameterizedTest(name = "width {0}, depth {1}, {2} channels, {3} x {4}")
  @CsvSource({"130, 2, 1, 9, 11", "132, 3, 3, 5, 13", "8, 1, 1, 129, 128"})
  void a_siren_of_several_blocks_takes_the_path_of_the_specification(
      int width, int depth, int channels, int height, int columns) throws Exception {
    FitRecipe recipe = siren(width, depth, SirenVariant.REFERENCE);

    samePath(recipe, SharedParameters.none(), images(2, channels, height, columns), 3);
  }

  @ParameterizedTest(name = "width {0}, depth {1}, {2} channels, {3} x {4}, share {5}")
  @CsvSource({
    "32, 2, 1, 28, 28, 0.25",
    "13, 3, 3, 11, 9, 0.4",
    "130, 2, 1, 9, 11, 0.3",
    "132, 2, 3, 15, 13, 0.9"
  })
  void a_falling_rate_and_chunks_of_pixels_take_the_path_of_the_specification(
      int width, int depth, int channels, int height, int columns, double share) throws Exception {
    FitRecipe recipe =
        new FitRecipe(
            new SirenConfig(
                width,
                depth,
                List.of(30f),
                SirenVariant.REFERENCE,
                Initialisation.PER_IMAGE,
                1.5,
                share),
            AdamConfig.withLearningRate(5e-4f),
            new RateSchedule.Cosine(0.01, 2),
            StopRule.after(7),
            7,
            1,
            List.of());

    samePath(recipe, SharedParameters.none(), images(2, channels, height, columns), 7);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 130})
  void chunks_of_pixels_do_not_depend_on_the_group_or_on_how_steps_are_cut(int width)
      throws Exception {
    FitRecipe base = siren(width, 2, SirenVariant.REFERENCE);
    FitRecipe recipe =
        recipe(
            base,
            new SirenConfig(
                width, 2, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE, 1, 0.4));
    List<Signal> images = images(3, 1, 9, 11);
    try (FitGroup together = cuda.open(recipe, SharedParameters.none(), tasks(images));
        FitGroup alone = cuda.open(recipe, SharedParameters.none(), tasks(images.subList(2, 3)))) {
      together.step(2);
      together.retire(0);
      together.step(5);
      for (int i = 0; i < 7; i++) {
        alone.step(1);
      }

      assertThat(parameters(together.sessions().get(2)))
          .containsExactly(parameters(alone.sessions().get(0)));
    }
  }

  @ParameterizedTest(name = "width {0}, depth {1}, {2} channels, {3} x {4}, {5}")
  @CsvSource({
    "32, 2, 1, 28, 28, DETACHED",
    "13, 3, 3, 11, 9, FULL",
    "130, 2, 1, 9, 11, DETACHED",
    "132, 3, 3, 5, 13, FULL"
  })
  void a_finer_of_one_block_or_several_takes_the_path_of_the_specification(
      int width, int depth, int channels, int height, int columns, Gradient gradient)
      throws Exception {
    FitRecipe recipe =
        recipe(
            FinerConfig.defaultRecipe(),
            new FinerConfig(width, depth, List.of(30f), 1, gradient, Initialisation.PER_IMAGE));

    samePath(recipe, SharedParameters.none(), images(2, channels, height, columns), 4);
  }

  static Stream<FamilyConfig> compositions() {
    return Stream.of(
        new ComposedConfig(24, 2, new MappingConfig.Fourier(9, 2, 0), new ActivationConfig.Relu()),
        new ComposedConfig(24, 2, new MappingConfig.Nerf(1), new ActivationConfig.Sine(10)),
        new ComposedConfig(24, 3, new MappingConfig.Identity(), new ActivationConfig.Gauss(5)),
        new ComposedConfig(24, 2, new MappingConfig.Identity(), new ActivationConfig.Tanh()),
        new ComposedConfig(132, 2, new MappingConfig.Identity(), new ActivationConfig.Relu()),
        new ComposedConfig(132, 2, new MappingConfig.Axes(3), new ActivationConfig.Gauss(3)));
  }

  @ParameterizedTest
  @MethodSource("compositions")
  void any_mapping_and_activation_take_the_path_of_the_specification(FamilyConfig config)
      throws Exception {
    FitRecipe recipe = recipe(FinerConfig.defaultRecipe(), config);
    samePath(recipe, SharedParameters.none(), images(2, 1, 9, 11), 4);
  }

  @ParameterizedTest(name = "{0} channels, {1} x {2}, dimension {3}, {4} neighbours")
  @CsvSource({"1, 28, 28, 32, 4", "3, 11, 13, 7, 3", "2, 9, 5, 16, 1"})
  void a_cloud_of_one_block_takes_the_path_of_the_specification(
      int channels, int height, int columns, int dim, int neighbours) throws Exception {
    FitRecipe recipe = arc(dim, neighbours, 0.25);

    samePath(recipe, decoder(recipe, channels), images(2, channels, height, columns), 9);
  }

  @ParameterizedTest(name = "{0} channels, {1} x {2}")
  @CsvSource({"1, 66, 71", "3, 60, 75"})
  void a_cloud_of_several_blocks_takes_the_path_of_the_specification(
      int channels, int height, int columns) throws Exception {
    FitRecipe recipe = arc(16, 4, 0.98);

    samePath(recipe, decoder(recipe, channels), images(2, channels, height, columns), 3);
  }

  @ParameterizedTest(name = "{0} x {1}, {2} pixels fitted, share {3}")
  @CsvSource({"24, 30, 200, 0.25", "66, 71, 4500, 0.98"})
  void a_cloud_of_a_part_of_the_pixels_takes_the_path_of_the_specification(
      int height, int width, int fitted, double share) throws Exception {
    ArcConfig all = (ArcConfig) arc(16, 4, share).family();
    ArcConfig part =
        new ArcConfig(
            all.latentsPerPixel(),
            all.latents(),
            all.latentDim(),
            all.neighbours(),
            all.latentInit(),
            share,
            all.decoder(),
            1.5f,
            2,
            fitted);
    FitRecipe recipe = recipe(ArcConfig.defaultRecipe(), part);
    samePath(recipe, decoder(recipe, 1), images(3, 1, height, width), 6);
  }

  @Test
  void images_of_other_sizes_in_one_group_do_not_disturb_each_other() throws Exception {
    FitRecipe recipe = siren(16, 2, SirenVariant.COIN);

    samePath(
        recipe,
        SharedParameters.none(),
        List.of(image("a", 1, 9, 12), image("b", 1, 16, 7), image("c", 1, 9, 12)),
        5);
  }

  @Test
  void the_order_in_which_threads_reach_a_barrier_does_not_show() throws Exception {
    for (FitRecipe recipe :
        List.of(
            siren(13, 3, SirenVariant.REFERENCE),
            siren(130, 2, SirenVariant.REFERENCE),
            arc(8, 3, 0.5))) {
      SharedParameters shared =
          recipe.family() instanceof ArcConfig ? decoder(recipe, 2) : SharedParameters.none();
      float[] forwards = after(recipe, shared, 4, false);
      float[] backwards = after(recipe, shared, 4, true);

      assertThat(backwards).containsExactly(forwards);
    }
  }

  private static float[] after(
      FitRecipe recipe, SharedParameters shared, int steps, boolean reverse) throws Exception {
    FakeGpu.reverse(reverse);
    try (FitGroup group = cuda.open(recipe, shared, tasks(images(1, 2, 9, 11)))) {
      group.step(steps);
      return group.sessions().get(0).evaluateGrid();
    }
  }

  @Test
  void a_fit_has_the_same_bits_whatever_its_group_and_however_its_steps_are_cut() throws Exception {
    FitRecipe recipe = siren(16, 2, SirenVariant.REFERENCE);
    List<Signal> images = images(3, 1, 9, 11);
    try (FitGroup together = cuda.open(recipe, SharedParameters.none(), tasks(images));
        FitGroup alone = cuda.open(recipe, SharedParameters.none(), tasks(images.subList(2, 3)))) {
      together.step(6);
      for (int i = 0; i < 6; i++) {
        alone.step(1);
      }

      assertThat(parameters(together.sessions().get(2)))
          .containsExactly(parameters(alone.sessions().get(0)));
    }
  }

  @Test
  void a_retired_fit_stands_still_and_the_others_go_on() throws Exception {
    FitRecipe recipe = siren(16, 2, SirenVariant.REFERENCE);
    List<FitTask> tasks = tasks(images(2, 1, 9, 11));
    try (FitGroup group = cuda.open(recipe, SharedParameters.none(), tasks);
        FitGroup reference = scalar.open(recipe, SharedParameters.none(), tasks)) {
      group.step(4);
      float[] still = parameters(group.sessions().get(0));
      group.retire(0);
      group.step(3);
      group.sessions().get(1).step(2);
      reference.sessions().get(1).step(9);

      assertThat(parameters(group.sessions().get(0))).containsExactly(still);
      assertThat(group.sessions().get(0).steps()).isEqualTo(4);
      assertThat(group.sessions().get(1).steps()).isEqualTo(9);
      assertThat(group.sessions().get(1).lastLoss())
          .isCloseTo(reference.sessions().get(1).lastLoss(), LOSS);
    }
  }

  @Test
  void a_new_target_takes_effect_with_the_next_step_and_keeps_the_moments() throws Exception {
    float[] target = image("other", 3, 9, 11).values();
    FitRecipe arc = arc(8, 3, 0.5);
    List<FitTask> tasks = tasks(images(1, 3, 9, 11));
    for (FitRecipe recipe : List.of(siren(16, 2, SirenVariant.COIN), arc)) {
      SharedParameters shared =
          recipe.family() instanceof ArcConfig ? decoder(arc, 3) : SharedParameters.none();
      try (FitGroup one = cuda.open(recipe, shared, tasks);
          FitGroup two = scalar.open(recipe, shared, tasks)) {
        for (FitGroup group : List.of(one, two)) {
          assertThat(group.sessions().get(0).lastLoss()).isNaN();
          group.step(4);
          group.sessions().get(0).retarget(target);
          group.step(4);
        }
        FitSession a = one.sessions().get(0);
        FitSession b = two.sessions().get(0);
        int[] some = {0, 5, 70, 5};
        Coordinates between = new Coordinates(new float[][] {{0.5f, 3f}, {1f, 2.25f}});

        assertThat(a.lastLoss()).isCloseTo(b.lastLoss(), LOSS);
        assertThat(a.loss(some)).isCloseTo(b.loss(some), LOSS);
        assertThat(a.evaluate(between)).containsExactly(b.evaluate(between), within(1e-3f));
        assertThatThrownBy(() -> a.loss(new int[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.loss(new int[] {99}))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> a.retarget(new float[3]))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void stop_rules_end_each_image_as_they_do_on_the_cpu() {
    FitRecipe base = siren(16, 2, SirenVariant.REFERENCE);
    FitRecipe recipe =
        new FitRecipe(
            base.family(),
            base.adam(),
            new StopRule(40, 14, 0, 100, 5),
            base.seed(),
            1,
            List.of(1, 7));
    List<FitTask> tasks = tasks(images(3, 1, 9, 11));
    List<FieldOutcome> device = fit(cuda, recipe, tasks);
    List<FieldOutcome> reference = fit(scalar, recipe, tasks);

    for (int i = 0; i < tasks.size(); i++) {
      FieldOutcome.Fitted a = (FieldOutcome.Fitted) device.get(i);
      FieldOutcome.Fitted b = (FieldOutcome.Fitted) reference.get(i);
      assertThat(a.steps()).isEqualTo(b.steps());
      assertThat(a.psnr()).isCloseTo(b.psnr(), within(0.01));
      assertThat(a.ssim()).isCloseTo(b.ssim(), within(1e-3));
      assertThat(a.curve()).hasSameSizeAs(b.curve());
    }
    assertThat(device).extracting(outcome -> ((FieldOutcome.Fitted) outcome).steps()).contains(40);
  }

  @Test
  void a_group_that_the_device_has_no_room_for_is_fitted_in_smaller_ones() {
    FitRecipe base = siren(16, 2, SirenVariant.REFERENCE);
    FitRecipe recipe =
        new FitRecipe(base.family(), base.adam(), StopRule.after(2), 1, 1, List.of());
    List<FitTask> tasks = tasks(images(8, 1, 9, 11));
    List<FieldOutcome> roomy = fit(cuda, recipe, tasks);
    FakeGpu.memory(40_000);
    List<FieldOutcome> narrow = fit(cuda, recipe, tasks);

    for (int i = 0; i < tasks.size(); i++) {
      assertThat(((FieldOutcome.Fitted) narrow.get(i)).loss())
          .isEqualTo(((FieldOutcome.Fitted) roomy.get(i)).loss());
    }
    FakeGpu.memory(10_000);
    assertThat(fit(cuda, recipe, tasks.subList(0, 1)))
        .singleElement()
        .isInstanceOfSatisfying(
            FieldOutcome.Failed.class,
            failed -> assertThat(failed.message()).contains("device memory").doesNotContain("\n"));
    assertThatThrownBy(() -> cuda.open(recipe, SharedParameters.none(), tasks))
        .isInstanceOf(DeviceFullException.class);
  }

  @Test
  void signals_that_cannot_be_fitted_are_refused_as_on_the_cpu() {
    FitRecipe recipe = arc(8, 3, 0.5);
    assertThatThrownBy(() -> cuda.open(recipe, decoder(recipe, 1), tasks(images(1, 3, 9, 11))))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("3 channels");
    Signal line =
        new Signal("line", new Grid(List.of(1, 1, 1, 2)), Normalisation.unit(1), new float[2]);
    assertThatThrownBy(
            () ->
                cuda.open(
                    siren(8, 1, SirenVariant.COIN),
                    SharedParameters.none(),
                    List.of(new FitTask(line, 0))))
        .isInstanceOf(BadSignalException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "accurate"})
  void the_fast_sine_is_taken_only_when_it_is_asked_for(String sine) throws Exception {
    System.setProperty(Sine.PROPERTY, sine);
    try {
      assertThat(cuda.description().contains("fast sine")).isEqualTo(sine.equals("fast"));
      samePath(
          siren(10, 2, SirenVariant.REFERENCE), SharedParameters.none(), images(1, 1, 5, 3), 2);
    } finally {
      System.clearProperty(Sine.PROPERTY);
    }
  }

  @Test
  void a_sine_that_there_is_not_is_one_line() {
    System.setProperty(Sine.PROPERTY, "fest");
    try {
      assertThatThrownBy(() -> cuda.description())
          .isInstanceOf(UserException.class)
          .hasMessage("Property anchorage.cuda.sine must be accurate or fast: fest");
    } finally {
      System.clearProperty(Sine.PROPERTY);
    }
  }

  private static void samePath(
      FitRecipe recipe, SharedParameters shared, List<Signal> images, int steps) throws Exception {
    FitTask first = new FitTask(images.get(0), 0);
    assertThat(
            GradientProbe.difference(
                GradientProbe.gradient(cuda, recipe, shared, first),
                GradientProbe.gradient(scalar, recipe, shared, first)))
        .as("gradient")
        .isLessThan(GRADIENT);
    try (FitGroup one = cuda.open(recipe, shared, tasks(images));
        FitGroup two = scalar.open(recipe, shared, tasks(images))) {
      for (int step = 1; step <= steps; step++) {
        one.step(1);
        two.step(1);
        for (int i = 0; i < images.size(); i++) {
          FitSession a = one.sessions().get(i);
          FitSession b = two.sessions().get(i);
          assertThat(a.lastLoss()).as("step %d, image %d", step, i).isCloseTo(b.lastLoss(), LOSS);
        }
      }
      for (int i = 0; i < images.size(); i++) {
        assertThat(one.sessions().get(i).evaluateGrid())
            .containsExactly(two.sessions().get(i).evaluateGrid(), within(2e-3f));
      }
    }
  }

  private static List<FieldOutcome> fit(Engine engine, FitRecipe recipe, List<FitTask> tasks) {
    return new Fitter(engine, recipe, SharedParameters.none(), Cancellation.NEVER).fit(tasks);
  }

  private static float[] parameters(FitSession session) {
    return session.field().floats(MlpFields.PARAMETERS);
  }

  private static FitRecipe siren(int width, int depth, SirenVariant variant) {
    return recipe(
        SirenConfig.defaultRecipe(),
        new SirenConfig(width, depth, List.of(30f), variant, Initialisation.PER_IMAGE));
  }

  private static FitRecipe arc(int dim, int neighbours, double share) {
    return recipe(
        ArcConfig.defaultRecipe(),
        new ArcConfig(0.05, 0, dim, neighbours, 1e-1f, share, new DecoderConfig(4, 50, 5e-3f)));
  }

  private static SharedParameters decoder(FitRecipe recipe, int channels) {
    return ArcDecoder.initial(
            (ArcConfig) recipe.family(), channels, new Seeds(3, "decoder", 0)::stream)
        .toShared();
  }

  private static FitRecipe recipe(FitRecipe defaults, FamilyConfig family) {
    return new FitRecipe(family, defaults.adam(), defaults.stop(), 7, 1, List.of());
  }

  private static List<FitTask> tasks(List<Signal> images) {
    return images.stream().map(image -> new FitTask(image, 0)).toList();
  }

  private static List<Signal> images(int count, int channels, int height, int width) {
    List<Signal> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image("image/" + i, channels, height, width));
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
