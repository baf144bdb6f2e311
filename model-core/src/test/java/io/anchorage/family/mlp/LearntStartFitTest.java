package io.anchorage.family.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.finer.FinerConfig;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.ForkTeam;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.fit.start.LearntStart;
import io.anchorage.fit.start.StartFamily;
import io.anchorage.fit.start.StartLearner;
import io.anchorage.fit.start.StartMethod;
import io.anchorage.fit.start.StartPlan;
import io.anchorage.fit.start.StartState;
import io.anchorage.format.Safetensors;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts that are learnt from images, and fits of coordinate MLPs from them. */
class LearntStartFitTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private final Kernels kernels = KernelProviders.best();

  private static FitRecipe recipe(LastLayer last) {
    SirenConfig plain = SirenConfig.defaults();
    return new FitRecipe(
        new SirenConfig(
            12, 2, plain.omega(), plain.variant(), Initialisation.SHARED, 1, 1, last, ""),
        AdamConfig.withLearningRate(5e-3f),
        new RateSchedule.Cosine(0.01, 0),
        StopRule.after(5),
        3,
        1,
        List.of());
  }

  private static FitRecipe learnt(FitRecipe recipe) {
    MlpConfig config = (MlpConfig) recipe.family();
    return recipe.withFamily(config.startingAt(HASH));
  }

  private static StartPlan plan(StartMethod method, int iterations) {
    return new StartPlan(method, 5, method != StartMethod.REPTILE, iterations, 4, 5e-3, 0.3);
  }

  /** Discs of one kind: a place, a size and a brightness each. */
  private static List<Signal> discs(int from, int count) {
    List<Signal> signals = new ArrayList<>();
    for (int k = from; k < from + count; k++) {
      Philox random = new Philox(k);
      float[] values = new float[14 * 14];
      for (int n = 0; n < values.length; n++) {
        double y = n / 14 - 6 - random.uniform(0);
        double x = n % 14 - 6 - random.uniform(1);
        double edge = 3 + 2 * random.uniform(2) - Math.sqrt(x * x + y * y);
        values[n] = (float) ((0.5 + random.uniform(3) / 2) / (1 + Math.exp(-2 * edge)));
      }
      signals.add(new Signal("disc/" + k, Grid.image(14, 14), Normalisation.unit(1), values));
    }
    return signals;
  }

  private static double mean(double[] psnrs) {
    return Arrays.stream(psnrs).average().orElseThrow();
  }

  private LearntStart after(StartLearner learner, int iterations) {
    while (learner.iteration() < iterations) {
      learner.advance();
    }
    return learner.learnt();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"REPTILE", "SECOND_ORDER"},
      value = StartMethod.class)
  void a_learnt_start_beats_the_random_one_on_images_it_has_not_seen(StartMethod method)
      throws Exception {
    StartLearner learner =
        StartLearner.begin(
            recipe(LastLayer.GRADIENT), plan(method, 150), discs(0, 40), kernels, Team.SOLO);
    double random = mean(learner.psnrs(discs(100, 20)));
    after(learner, 150);
    assertThat(mean(learner.psnrs(discs(100, 20)))).isGreaterThan(random + 3);
  }

  @ParameterizedTest
  @EnumSource(StartMethod.class)
  void the_start_does_not_depend_on_threads_or_kernels(StartMethod method) throws Exception {
    for (LastLayer last : LastLayer.values()) {
      FitRecipe recipe = recipe(last);
      List<Signal> signals = discs(0, 9);
      LearntStart alone =
          after(
              StartLearner.begin(
                  recipe, plan(method, 6), signals, KernelProviders.scalar(), Team.SOLO),
              6);
      try (ForkTeam three = new ForkTeam(3, "test")) {
        LearntStart shared =
            after(StartLearner.begin(recipe, plan(method, 6), signals, kernels, three), 6);
        assertThat(shared.parameters()).containsExactly(alone.parameters());
        assertThat(shared.stepSizes()).isDeepEqualTo(alone.stepSizes());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(StartMethod.class)
  void learning_that_goes_on_from_a_file_ends_as_if_it_had_never_stopped(StartMethod method)
      throws Exception {
    FitRecipe recipe = recipe(LastLayer.SOLVED);
    StartPlan plan = plan(method, 8);
    List<Signal> signals = discs(0, 9);
    StartLearner whole = StartLearner.begin(recipe, plan, signals, kernels, Team.SOLO);
    StartLearner half = StartLearner.begin(recipe, plan, signals, kernels, Team.SOLO);
    after(half, 3);
    byte[] file = Safetensors.encode(half.state().toFile(Map.of("k", "v")));
    StartState read = StartState.of(Safetensors.decode(file, "file"));
    StartLearner rest = StartLearner.resume(recipe, plan, signals, kernels, Team.SOLO, read);
    assertThat(rest.iteration()).isEqualTo(3);
    LearntStart there = after(rest, 8);
    LearntStart here = after(whole, 8);
    assertThat(there.parameters()).containsExactly(here.parameters());
    assertThat(there.stepSizes()).isDeepEqualTo(here.stepSizes());
  }

  @Test
  void a_fit_of_no_steps_is_the_start_and_its_steps_are_of_the_learnt_sizes() throws Exception {
    FitRecipe recipe = recipe(LastLayer.GRADIENT);
    LearntStart start =
        after(
            StartLearner.begin(
                recipe, plan(StartMethod.SECOND_ORDER, 5), discs(0, 9), kernels, Team.SOLO),
            5);
    Signal signal = discs(50, 1).get(0);
    FitTask task = new FitTask(signal, 0);
    FitSession session = new MlpFitter().open(learnt(recipe), start.toShared(), task, kernels);
    assertThat(session.field().floats(MlpFields.PARAMETERS)).containsExactly(start.parameters());

    float[] gradient = new float[start.parameters().length];
    float[] expected = start.parameters().clone();
    try (MlpLoss loss = new MlpLoss(recipe, task, kernels, Team.SOLO)) {
      for (int t = 0; t < 5; t++) {
        loss.gradient(t, expected, gradient);
        for (int i = 0; i < expected.length; i++) {
          expected[i] -= start.stepSizes()[t][i] * gradient[i];
        }
      }
    }
    session.step(5);
    assertThat(session.field().floats(MlpFields.PARAMETERS)).containsExactly(expected);
    assertThatThrownBy(() -> session.step(1)).hasMessageContaining("5 steps");
  }

  @Test
  void all_images_of_all_sizes_begin_at_the_start_and_other_channels_are_refused()
      throws Exception {
    FitRecipe recipe = recipe(LastLayer.GRADIENT);
    float[] drawn = new MlpStarts().drawn(recipe, discs(0, 1).get(0));
    SharedParameters shared = new LearntStart(drawn, new float[0][]).toShared();
    for (int side : new int[] {3, 14}) {
      Signal grey =
          new Signal("g", Grid.image(side, side), Normalisation.unit(1), new float[side * side]);
      assertThat(MlpFitter.start(learnt(recipe), shared, new FitTask(grey, 0)))
          .containsExactly(drawn);
    }
    Signal rgb = new Signal("c", Grid.image(4, 4), Normalisation.unit(3), new float[48]);
    assertThatThrownBy(() -> MlpFitter.start(learnt(recipe), shared, new FitTask(rgb, 0)))
        .hasMessage(
            "has 205 parameters, but a siren of width 12 and depth 2 for 3 channels has 231");
    assertThatThrownBy(
            () -> MlpFitter.start(learnt(recipe), SharedParameters.none(), new FitTask(rgb, 0)))
        .hasMessageContaining("no tensor start");
  }

  @Test
  void images_of_several_kinds_or_none_are_refused() {
    Signal rgb = new Signal("c", Grid.image(4, 4), Normalisation.unit(3), new float[48]);
    StartPlan plan = plan(StartMethod.REPTILE, 1);
    FitRecipe recipe = recipe(LastLayer.GRADIENT);
    assertThatThrownBy(() -> StartLearner.begin(recipe, plan, List.of(), kernels, Team.SOLO))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("without images");
    List<Signal> mixed = List.of(discs(0, 1).get(0), rgb);
    assertThatThrownBy(() -> StartLearner.begin(recipe, plan, mixed, kernels, Team.SOLO))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("disc/0 has 1 channels, c has 3");
  }

  @Test
  void coordinate_mlps_have_starts_and_arcs_have_none() {
    assertThat(StartFamily.of(FinerConfig.defaultRecipe())).isNotNull();
    assertThatThrownBy(() -> StartFamily.of(ArcConfig.defaultRecipe()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Family arc has no start that can be learnt");
  }

  @Test
  void a_start_is_named_by_a_hash_and_only_where_it_is_learnt() {
    MlpConfig config = (MlpConfig) recipe(LastLayer.GRADIENT).family();
    assertThat(config.startingAt(HASH).start()).isEqualTo(HASH);
    assertThat(config.startingAt(HASH).initialisation()).isEqualTo(Initialisation.LEARNT);
    assertThat(config.startingAt(HASH).sharesStart()).isTrue();
    assertThatThrownBy(() -> config.startingAt("start.safetensors"))
        .hasMessageContaining("64 hexadecimal digits");
    assertThatThrownBy(
            () ->
                new SirenConfig(
                    8,
                    1,
                    List.of(30f),
                    ((SirenConfig) config).variant(),
                    Initialisation.SHARED,
                    1,
                    1,
                    LastLayer.GRADIENT,
                    HASH))
        .hasMessageContaining("initialisation learnt only");
  }

  @Test
  void engines_without_learnt_sizes_or_solved_layers_say_so() {
    FitRecipe solved = recipe(LastLayer.SOLVED);
    for (String engine : List.of("cuda", "djl")) {
      assertThatThrownBy(() -> Engines.require(engine, solved))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "Engine %s does not fit family siren with last-layer solved: choose one of these engines: auto, scalar, vector"
                  .formatted(engine));
    }
    Engines.require("scalar", solved);
    float[] some = new float[205];
    SharedParameters sized = new LearntStart(some, new float[][] {some}).toShared();
    FitTask task = new FitTask(discs(0, 1).get(0), 0);
    assertThatThrownBy(
            () -> MlpFitter.startOfAdam(learnt(recipe(LastLayer.GRADIENT)), sized, task, "djl"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("djl");
  }

  @Test
  void plans_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new StartPlan(StartMethod.REPTILE, 3, true, 1, 1, 0.1, 0.1))
        .hasMessageContaining("reptile");
    assertThatThrownBy(() -> new StartPlan(StartMethod.SECOND_ORDER, 3, false, 1, 1, 0.1, 0.1))
        .hasMessageContaining("needs step sizes");
    assertThatThrownBy(() -> new StartPlan(StartMethod.REPTILE, 0, false, 1, 1, 0.1, 0.1))
        .hasMessageContaining("steps must be in 1 .. 1000: 0");
  }
}
