package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.field.Coordinates;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/**
 * The loop over sessions, with an engine whose error halves at every step: its PSNR rises by 6.02
 * dB a step.
 */
class FitterTest {
  private static final Grid GRID = Grid.image(4, 4);
  private static final double DECIBELS_A_STEP = 20 * Math.log10(2);

  @Test
  void takes_the_steps_of_the_recipe_and_scores_the_field() {
    FieldOutcome.Fitted fitted = fitted(StopRule.after(5), List.of());

    assertThat(fitted.steps()).isEqualTo(5);
    assertThat(fitted.psnr()).isCloseTo(5 * DECIBELS_A_STEP + startPsnr(), within(1e-3));
    assertThat(fitted.loss()).isCloseTo(Math.pow(0.5 / 32, 2), within(1e-9));
    assertThat(fitted.ssim()).isBetween(0.0, 1.0);
  }

  @Test
  void no_steps_at_all_still_give_a_field() {
    assertThat(fitted(StopRule.after(0), List.of()).steps()).isZero();
  }

  @Test
  void stops_at_the_first_look_that_reaches_the_target_psnr() {
    // After s steps the PSNR is 6.02 (1 + s) dB: 40 dB are reached after 6, and looked at after 8.
    StopRule stop = new StopRule(100, 40, 0, 100, 4);

    assertThat(fitted(stop, List.of()).steps()).isEqualTo(8);
  }

  @Test
  void stops_on_a_plateau_only_when_the_window_gained_too_little() {
    StopRule gainsEnough = new StopRule(12, 0, 5, 1, 1);
    StopRule gainsTooLittle = new StopRule(12, 0, 7, 1, 1);

    assertThat(fitted(gainsEnough, List.of()).steps()).isEqualTo(12);
    assertThat(fitted(gainsTooLittle, List.of()).steps()).isEqualTo(1);
  }

  @Test
  void says_which_rule_ended_a_fit() {
    assertThat(fitted(StopRule.after(5), List.of()).stoppedBy()).isEqualTo(StopReason.STEPS);
    assertThat(fitted(new StopRule(100, 40, 0, 100, 4), List.of()).stoppedBy())
        .isEqualTo(StopReason.TARGET_PSNR);
    assertThat(fitted(new StopRule(12, 0, 7, 1, 1), List.of()).stoppedBy())
        .isEqualTo(StopReason.PLATEAU);
  }

  @Test
  void keeps_the_loss_at_the_steps_of_the_curve_as_far_as_the_fit_came() {
    List<Float> curve = fitted(StopRule.after(4), List.of(1, 3, 9)).curve();

    assertThat(curve).containsExactly(0.25f, 0.25f / 16);
  }

  @Test
  void one_image_that_cannot_be_fitted_leaves_its_group_mates_alone() {
    FitRecipe recipe = recipe(StopRule.after(2), List.of());
    List<FieldOutcome> outcomes =
        new Fitter(new HalvingEngine(), recipe, SharedParameters.none(), Cancellation.NEVER)
            .fit(List.of(task("a"), task("bad"), task("c")));

    assertThat(outcomes).extracting(FieldOutcome::id).containsExactly("a", "bad", "c");
    assertThat(outcomes.get(0)).isInstanceOf(FieldOutcome.Fitted.class);
    assertThat(outcomes.get(2)).isInstanceOf(FieldOutcome.Fitted.class);
    assertThat(outcomes.get(1))
        .isEqualTo(
            new FieldOutcome.Failed("bad", 0, "fit", "BadSignalException", "bad cannot be fitted"));
  }

  @Test
  void a_fit_that_diverges_is_a_failure_and_never_a_row_of_nan() {
    FitRecipe recipe = recipe(StopRule.after(2), List.of());
    FieldOutcome outcome =
        new Fitter(new HalvingEngine(), recipe, SharedParameters.none(), Cancellation.NEVER)
            .fit(List.of(task("diverges")))
            .get(0);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            FieldOutcome.Failed.class, failed -> assertThat(failed.error()).isEqualTo("Diverged"));
  }

  @Test
  void a_cancelled_fit_ends_between_two_steps() {
    FitRecipe recipe = recipe(StopRule.after(1000), List.of());
    int[] asked = {0};
    Fitter fitter =
        new Fitter(new HalvingEngine(), recipe, SharedParameters.none(), () -> asked[0]++ >= 2);

    assertThatThrownBy(() -> fitter.fit(List.of(task("a"))))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("after 20 steps");
  }

  private static double startPsnr() {
    return -10 * Math.log10(0.25);
  }

  private static FieldOutcome.Fitted fitted(StopRule stop, List<Integer> curveAt) {
    return (FieldOutcome.Fitted)
        new Fitter(
                new HalvingEngine(),
                recipe(stop, curveAt),
                SharedParameters.none(),
                Cancellation.NEVER)
            .fit(List.of(task("a")))
            .get(0);
  }

  private static FitRecipe recipe(StopRule stop, List<Integer> curveAt) {
    FamilyConfig ofNoFamily = () -> null;
    return new FitRecipe(ofNoFamily, AdamConfig.withLearningRate(1e-3f), stop, 1, 1, curveAt);
  }

  private static FitTask task(String id) {
    float[] values = new float[16];
    Arrays.fill(values, 0.5f);
    return new FitTask(new Signal(id, GRID, Normalisation.unit(1), values), 0);
  }

  /** Starts half a unit below the target and halves the distance at every step. */
  private static final class HalvingSession implements FitSession {
    private final String id;
    private final float[] target;
    private float distance = 0.5f;
    private float lastLoss = Float.NaN;
    private int steps;

    HalvingSession(Signal signal) {
      this.id = signal.id();
      this.target = signal.values();
    }

    @Override
    public void step(int count) {
      for (int i = 0; i < count; i++) {
        lastLoss = distance * distance;
        distance /= 2;
      }
      steps += count;
    }

    @Override
    public int steps() {
      return steps;
    }

    @Override
    public float lastLoss() {
      return lastLoss;
    }

    @Override
    public void retarget(float[] values) {
      throw new AssertionError("a Fitter never changes targets");
    }

    @Override
    public double loss(int[] points) {
      return distance * distance;
    }

    @Override
    public float[] evaluate(Coordinates at) {
      return evaluateGrid();
    }

    @Override
    public float[] evaluateGrid() {
      float[] values = target.clone();
      for (int i = 0; i < values.length; i++) {
        values[i] -= id.equals("diverges") ? Float.NaN : distance;
      }
      return values;
    }

    @Override
    public Field field() {
      return Field.on(GRID, Normalisation.unit(1)).number("distance", distance).build();
    }
  }

  private record HalvingGroup(List<HalvingSession> sessions, List<Integer> retired)
      implements FitGroup {
    @Override
    public void step(int count) {
      for (int i = 0; i < sessions.size(); i++) {
        if (!retired.contains(i)) {
          sessions.get(i).step(count);
        }
      }
    }

    @Override
    public void retire(int index) {
      retired.add(index);
    }
  }

  private static final class HalvingEngine implements Engine {
    @Override
    public String name() {
      return "halving";
    }

    @Override
    public String description() {
      return "halves the distance";
    }

    @Override
    public boolean supports(FitRecipe recipe) {
      return true;
    }

    @Override
    public int groupSize(FitRecipe recipe) {
      return 3;
    }

    @Override
    public FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
        throws BadSignalException {
      for (FitTask task : tasks) {
        if (task.signal().id().equals("bad")) {
          throw new BadSignalException("bad cannot be fitted");
        }
      }
      return new HalvingGroup(
          tasks.stream().map(task -> new HalvingSession(task.signal())).toList(),
          new ArrayList<>());
    }
  }
}
