package io.anchorage.family.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.Coordinates;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.fit.start.Descent;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import io.anchorage.score.Psnr;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over 300 lines, because one scene and one way to open a fit serve all cases. */
class MlpFitterTest {
  private final MlpFitter fitter = new MlpFitter();
  private final Kernels kernels = KernelProviders.best();

  @Test
  void a_thousand_steps_on_a_photograph_like_image_reach_a_high_psnr() throws Exception {
    Signal signal = scene("a", 28, 28);
    FitSession session = open(recipe(SirenVariant.COIN), signal, 0);
    double before = 0;
    for (int hundred = 1; hundred <= 10; hundred++) {
      session.step(100);
      double psnr = Psnr.of(signal.values(), session.evaluateGrid());
      assertThat(psnr).as("after %d steps", session.steps()).isGreaterThan(before - 0.5);
      before = psnr;
    }
    assertThat(session.steps()).isEqualTo(1000);
    assertThat(before).isGreaterThan(35);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "9,1", "2,2", "8,8"})
  void a_constant_image_is_fitted_without_nan(int height, int width) throws Exception {
    float[] values = new float[height * width];
    Arrays.fill(values, 0.7f);
    Signal signal = new Signal("c", Grid.image(height, width), Normalisation.unit(1), values);
    for (SirenVariant variant : SirenVariant.values()) {
      FitSession session = open(recipe(variant), signal, 0);
      session.step(300);
      for (float value : session.evaluateGrid()) {
        assertThat(value).isCloseTo(0.7f, within(0.05f));
      }
      for (float value : session.field().floats(MlpFields.PARAMETERS)) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void a_retargeted_session_goes_on_as_a_fresh_one_with_its_parameters_and_moments()
      throws Exception {
    Signal first = scene("a", 13, 11);
    Signal second = scene("b", 13, 11);
    FitRecipe recipe = recipe(SirenVariant.REFERENCE);
    float[] start = MlpFitter.start(recipe, SharedParameters.none(), new FitTask(first, 0));
    AdamState adam = recipe.adamState(start.length);
    MlpSession session = session(recipe, first, start, adam);
    session.step(20);
    MlpSession fresh =
        session(recipe, second, session.field().floats(MlpFields.PARAMETERS), adam.copy());
    session.retarget(second.values());
    session.step(20);
    fresh.step(20);
    assertThat(parameters(session)).containsExactly(parameters(fresh));
    assertThat(session.steps()).isEqualTo(40);
    assertThat(session.lastLoss()).isEqualTo(fresh.lastLoss());
  }

  @Test
  void steps_taken_one_by_one_are_the_steps_taken_at_once() throws Exception {
    FitSession once = open(recipe(SirenVariant.REFERENCE), scene("a", 9, 7), 0);
    FitSession often = open(recipe(SirenVariant.REFERENCE), scene("a", 9, 7), 0);
    assertThat(once.lastLoss()).isNaN();
    once.step(12);
    for (int i = 0; i < 12; i++) {
      often.step(1);
      often.evaluate(new Coordinates(new float[][] {{0.5f, 1f}, {0f, 2.25f}}));
      often.loss(new int[] {3, 1, 3});
    }
    assertThat(parameters(often)).containsExactly(parameters(once));
  }

  @Test
  void the_loss_over_all_points_is_the_loss_that_the_next_step_sees() throws Exception {
    Signal signal = scene("a", 9, 7);
    FitSession session = open(recipe(SirenVariant.REFERENCE), signal, 0);
    session.step(10);
    double all = session.loss(IntStream.range(0, 63).toArray());
    double half = session.loss(IntStream.range(0, 30).toArray());
    session.step(1);
    assertThat(all).isCloseTo(session.lastLoss(), within(1e-5));
    assertThat(half).isNotEqualTo(all);
    assertThatThrownBy(() -> session.loss(new int[0])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.loss(new int[] {63}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_field_is_a_copy_that_reconstructs_what_the_session_saw() throws Exception {
    Signal signal = scene("a", 9, 7);
    FitRecipe recipe = recipe(SirenVariant.DWSNETS);
    FitSession session = open(recipe, signal, 0);
    session.step(30);
    var field = session.field();
    float[] seen = session.evaluateGrid();
    session.step(30);
    assertThat(
            recipe.family().family().reconstruct(recipe.family(), SharedParameters.none(), field))
        .containsExactly(seen);
    assertThat(parameters(session)).isNotEqualTo(field.floats(MlpFields.PARAMETERS));
  }

  @Test
  void each_image_and_repeat_starts_elsewhere_unless_the_start_is_shared() throws Exception {
    FitRecipe own = recipe(SirenVariant.REFERENCE);
    SharedParameters none = SharedParameters.none();
    float[] a0 = MlpFitter.start(own, none, new FitTask(scene("a", 4, 4), 0));
    assertThat(MlpFitter.start(own, none, new FitTask(scene("a", 8, 3), 0))).containsExactly(a0);
    assertThat(MlpFitter.start(own, none, new FitTask(scene("b", 4, 4), 0))).isNotEqualTo(a0);
    assertThat(MlpFitter.start(own, none, new FitTask(scene("a", 4, 4), 1))).isNotEqualTo(a0);
    FitRecipe shared = recipe(SirenVariant.REFERENCE, Initialisation.SHARED);
    float[] s0 = MlpFitter.start(shared, none, new FitTask(scene("a", 4, 4), 0));
    assertThat(MlpFitter.start(shared, none, new FitTask(scene("b", 4, 4), 0))).containsExactly(s0);
    assertThat(MlpFitter.start(shared, none, new FitTask(scene("a", 4, 4), 1))).isNotEqualTo(s0);
  }

  @ParameterizedTest
  @EnumSource(SirenVariant.class)
  void scalar_and_vector_fit_the_same_field(SirenVariant variant) throws Exception {
    FitRecipe recipe = recipe(variant);
    FitTask task = new FitTask(scene("a", 13, 11), 0);
    FitSession scalar =
        fitter.open(recipe, SharedParameters.none(), task, KernelProviders.scalar());
    FitSession vector =
        fitter.open(
            recipe,
            SharedParameters.none(),
            task,
            KernelProviders.vector().kernels().orElseThrow());
    scalar.step(25);
    vector.step(25);
    assertThat(parameters(vector)).containsExactly(parameters(scalar));
    assertThat(vector.evaluateGrid()).containsExactly(scalar.evaluateGrid());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.3, 0.01})
  void scalar_and_vector_fit_the_same_field_from_chunks_of_the_pixels(double share)
      throws Exception {
    FitRecipe recipe = fast(1.5, share);
    FitTask task = new FitTask(scene("a", 13, 11), 0);
    FitSession scalar =
        fitter.open(recipe, SharedParameters.none(), task, KernelProviders.scalar());
    FitSession vector =
        fitter.open(
            recipe,
            SharedParameters.none(),
            task,
            KernelProviders.vector().kernels().orElseThrow());
    scalar.step(25);
    for (int i = 0; i < 25; i++) {
      vector.step(1);
    }
    assertThat(parameters(vector)).containsExactly(parameters(scalar));
    assertThat(vector.evaluateGrid()).containsExactly(scalar.evaluateGrid());
  }

  @Test
  void the_loss_of_a_step_is_that_of_the_pixels_which_it_sees() throws Exception {
    FitRecipe recipe = fast(1, 0.3);
    FitTask task = new FitTask(scene("a", 13, 11), 0);
    FitSession session = open(recipe, task.signal(), 0);
    session.step(7);
    double wanted = session.loss(PixelPasses.of(recipe, task).orElseThrow().of(7));
    session.step(1);
    assertThat(session.lastLoss()).isCloseTo((float) wanted, within(1e-5f));
  }

  @Test
  void a_hundred_fast_steps_reach_what_a_thousand_published_ones_reach() throws Exception {
    Signal signal = scene("a", 28, 28);
    FitSession published = open(recipe(SirenVariant.REFERENCE), signal, 0);
    FitSession fast = open(fast(2, 1), signal, 0);
    published.step(1000);
    fast.step(100);
    assertThat(Psnr.of(signal.values(), fast.evaluateGrid()))
        .isGreaterThan(Psnr.of(signal.values(), published.evaluateGrid()) - 3);
  }

  @Test
  void a_weight_scale_scales_the_hidden_layers_and_leaves_the_last_alone() throws Exception {
    FitTask task = new FitTask(scene("a", 4, 4), 0);
    float[] plain = MlpFitter.start(fast(1, 1), SharedParameters.none(), task);
    float[] doubled = MlpFitter.start(fast(2, 1), SharedParameters.none(), task);
    int last = 2 * 32 + 32 + 32 * 32 + 32;
    for (int i = 0; i < plain.length; i++) {
      assertThat(doubled[i]).isCloseTo((i < last ? 2 : 1) * plain[i], within(1e-6f));
    }
  }

  @Test
  void four_axes_are_too_many() {
    Signal signal =
        new Signal("x", new Grid(List.of(1, 1, 1, 2)), Normalisation.unit(1), new float[2]);
    assertThatThrownBy(() -> open(recipe(SirenVariant.REFERENCE), signal, 0))
        .isInstanceOf(BadSignalException.class)
        .hasMessageEndingWith("not 4");
  }

  private FitSession open(FitRecipe recipe, Signal signal, int repeat) throws BadSignalException {
    return fitter.open(recipe, SharedParameters.none(), new FitTask(signal, repeat), kernels);
  }

  private static float[] parameters(FitSession session) {
    return session.field().floats(MlpFields.PARAMETERS);
  }

  /** Soft blobs, an edge and a little noise, in [0, 1]. */
  private static Signal scene(String id, int height, int width) {
    Philox random = new Philox(id.hashCode());
    float[] values = new float[height * width];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        double y = r / (double) height;
        double x = c / (double) width;
        double value = x + 0.7 * y < 0.8 + 0.2 * random.uniform(0) ? 0.25 : 0.6;
        for (int blob = 0; blob < 4; blob++) {
          double dy = y - random.uniform(10 + 2 * blob);
          double dx = x - random.uniform(11 + 2 * blob);
          value += 0.3 * Math.exp(-(dx * dx + dy * dy) / 0.02) * (blob % 2 == 0 ? 1 : -0.6);
        }
        value += 0.02 * random.uniform(100 + r * width + c);
        values[r * width + c] = (float) Math.max(0, Math.min(1, value));
      }
    }
    return new Signal(id, Grid.image(height, width), Normalisation.unit(1), values);
  }

  private MlpSession session(FitRecipe recipe, Signal signal, float[] start, AdamState adam) {
    MlpLoss loss = new MlpLoss(recipe, new FitTask(signal, 0), kernels, Team.SOLO);
    return new MlpSession(loss, start, new Descent.Adam(adam), kernels);
  }

  private static FitRecipe recipe(SirenVariant variant) {
    return recipe(variant, Initialisation.PER_IMAGE);
  }

  private static FitRecipe recipe(SirenVariant variant, Initialisation initialisation) {
    return new FitRecipe(
        new SirenConfig(32, 2, List.of(30f), variant, initialisation),
        AdamConfig.withLearningRate(5e-4f),
        StopRule.after(1000),
        1,
        1,
        List.of());
  }

  /** 100 steps at a large rate that falls with a cosine. */
  private static FitRecipe fast(double weightScale, double share) {
    return new FitRecipe(
        new SirenConfig(
            32,
            2,
            List.of(30f),
            SirenVariant.REFERENCE,
            Initialisation.PER_IMAGE,
            weightScale,
            share),
        AdamConfig.withLearningRate(8e-3f),
        new RateSchedule.Cosine(0.01, 0),
        StopRule.after(100),
        1,
        1,
        List.of());
  }
}
