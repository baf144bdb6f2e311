package io.anchorage.fit.cuda;

import static io.anchorage.fit.cuda.CudaCases.arc;
import static io.anchorage.fit.cuda.CudaCases.decoder;
import static io.anchorage.fit.cuda.CudaCases.image;
import static io.anchorage.fit.cuda.CudaCases.images;
import static io.anchorage.fit.cuda.CudaCases.recipe;
import static io.anchorage.fit.cuda.CudaCases.siren;
import static io.anchorage.fit.cuda.CudaCases.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.composed.ActivationConfig;
import io.anchorage.family.composed.ComposedConfig;
import io.anchorage.family.composed.MappingConfig;
import io.anchorage.family.finer.FinerConfig;
import io.anchorage.family.finer.FinerConfig.Gradient;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.fit.check.GradientProbe;
import io.anchorage.kernel.cuda.FakeGpu;
import io.anchorage.signal.Signal;
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
 * Fits on a driver that runs the kernels' own text on the CPU, block by block: gradients, losses
 * and fields against the specification, within the tolerances that hold for a device.
 */
class CudaPathTest {
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
}
