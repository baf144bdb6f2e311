package io.anchorage.fit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.Families;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.Family;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfTestTest {
  private final Engine scalar = Engines.open("scalar");
  private final Engine vector = Engines.open("vector");

  @Test
  void an_engine_of_the_same_bits_passes_without_any_difference() throws Exception {
    List<Signal> images = IntStream.range(0, 3).mapToObj(SelfTestTest::image).toList();
    List<SelfTestCase> cases = new ArrayList<>();
    for (Family family : Families.all()) {
      cases.addAll(
          family
              .adapter(SelfTestCases.class)
              .orElseThrow()
              .on(images, new SelfTestCases.Setting(scalar, 20, 2)));
    }
    for (SelfTestCase wanted : cases) {
      SelfTestResult result = new SelfTest(vector, scalar, 2).run(wanted);

      assertThat(result.violations()).isEmpty();
      assertThat(result.gradient()).isZero();
      assertThat(result.losses()).isZero();
      assertThat(result.psnr()).isEqualTo(result.referencePsnr()).isGreaterThan(5);
      assertThat(result.imageSteps()).isPositive();
    }
  }

  @Test
  void an_engine_that_fits_otherwise_is_found_out() throws Exception {
    SelfTestCase wanted =
        new SelfTestCase("other", recipe(40), SharedParameters.none(), List.of(image(0), image(1)));
    Engine other = new OtherRecipe(scalar, recipe(37));

    SelfTestResult result = new SelfTest(other, scalar, 1).run(wanted);

    assertThat(result.violations())
        .anyMatch(line -> line.startsWith("other: gradients differ by"))
        .anyMatch(line -> line.startsWith("other: losses differ by"));
  }

  @Test
  void a_nan_is_a_violation() {
    SelfTestResult result = new SelfTestResult("x", 1, 0, Double.NaN, 20, 20, 1);

    assertThat(result.violations()).singleElement().asString().contains("NaN");
    assertThat(SelfTestResult.table(List.of(result)))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("| x");
  }

  @Test
  void the_probe_sees_the_slope_of_the_loss() throws Exception {
    FitRecipe recipe = recipe(30);
    FitTask task = new FitTask(image(0), 0);
    double[] gradient = GradientProbe.gradient(scalar, recipe, SharedParameters.none(), task);
    float rate = 1e-4f;
    float epsilon = 0.999f;
    // Each parameter moves by rate g / (|g| + epsilon), and the loss falls by g times that.
    double fall = 0;
    for (double g : gradient) {
      fall += rate * g * g / (Math.abs(g) + epsilon);
    }
    FitRecipe down =
        new FitRecipe(
            recipe.family(), new AdamConfig(rate, 0f, 0f, epsilon), recipe.stop(), 0, 1, List.of());
    try (FitGroup group = scalar.open(down, SharedParameters.none(), List.of(task))) {
      group.step(1);
      float before = group.sessions().get(0).lastLoss();
      group.step(1);
      float after = group.sessions().get(0).lastLoss();

      assertThat((double) before - after).isCloseTo(fall, within(0.1 * fall));
    }
  }

  private record OtherRecipe(Engine engine, FitRecipe instead) implements Engine {
    @Override
    public String name() {
      return "other";
    }

    @Override
    public String description() {
      return "other";
    }

    @Override
    public boolean supports(FitRecipe recipe) {
      return true;
    }

    @Override
    public int groupSize(FitRecipe recipe) {
      return 1;
    }

    @Override
    public FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
        throws BadSignalException {
      FitRecipe swapped =
          new FitRecipe(
              instead.family(), recipe.adam(), recipe.stop(), recipe.seed(), 1, List.of());
      return engine.open(swapped, shared, tasks);
    }
  }

  private static FitRecipe recipe(float omega) {
    SirenConfig base = SirenConfig.defaults();
    return new FitRecipe(
        new SirenConfig(8, 2, List.of(omega), base.variant(), base.initialisation()),
        AdamConfig.withLearningRate(1e-3f),
        StopRule.after(10),
        0,
        1,
        List.of());
  }

  private static Signal image(int number) {
    float[] values = new float[12 * 10];
    for (int p = 0; p < values.length; p++) {
      int row = p / 10;
      values[p] = (float) (0.5 + 0.4 * StrictMath.sin(0.7 * row + 0.4 * (p % 10) + number));
    }
    return new Signal("image/" + number, Grid.image(12, 10), Normalisation.unit(1), values);
  }
}
