package io.anchorage.family.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A fit of one cloud, step by step.
 *
 * <p>Over 300 lines, because its cases share one small image and its decoder.
 */
class ArcSessionTest {
  private static final Kernels SCALAR = KernelProviders.scalar();
  private static final Kernels VECTOR = KernelProviders.vector().kernels().orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "1,1,1,0,32",
    "1,3,1,0,8",
    "2,2,3,0,31",
    "1,13,3,4,32",
    "13,1,1,5,8",
    "7,11,3,0,31",
    "17,19,1,20,32",
    "28,28,1,0,32",
    "28,28,3,0,32",
    "31,5,2,60,8"
  })
  void vector_and_scalar_fits_are_the_same_bit_for_bit(
      int height, int width, int channels, int latents, int dim) throws BadSignalException {
    ArcConfig config = ArcFits.config(latents, dim);
    Signal signal = ArcFits.noise("twin", height, width, channels);
    FitSession scalar = open(config, signal, SCALAR);
    FitSession vector = open(config, signal, VECTOR);
    for (int i = 0; i < 6; i++) {
      scalar.step(1);
      vector.step(1);
      assertThat(vector.lastLoss()).isEqualTo(scalar.lastLoss()).isFinite();
    }
    float[] latentsOfScalar = scalar.field().floats(ArcFamily.LATENTS);
    assertThat(vector.field().floats(ArcFamily.LATENTS)).containsExactly(latentsOfScalar);
    assertThat(vector.evaluateGrid()).containsExactly(scalar.evaluateGrid());
    assertThat(latentsOfScalar).doesNotContain(Float.NaN).hasSizeGreaterThanOrEqualTo(4 * dim);
  }

  @Test
  void steps_are_counted_and_the_loss_falls() throws BadSignalException {
    FitSession session = open(ArcFits.config(0, 32), ArcFits.waves(1, 28), VECTOR);
    assertThat(session.lastLoss()).isNaN();
    session.step(1);
    float first = session.lastLoss();
    session.step(299);
    assertThat(session.steps()).isEqualTo(300);
    assertThat(session.lastLoss()).isLessThan(first / 5);
  }

  @Test
  void constants_computed_again_at_every_step_change_nothing() throws BadSignalException {
    ArcConfig config = ArcFits.config(0, 32);
    FitTask task = new FitTask(ArcFits.noise("budget", 20, 23, 3), 0);
    FitRecipe recipe = ArcFits.recipe(config);
    SharedParameters decoder = ArcFits.decoder(config, 3);
    FitSession kept =
        new ArcFitter().open(recipe, decoder, task, VECTOR, Team.SOLO, Long.MAX_VALUE);
    FitSession again = new ArcFitter().open(recipe, decoder, task, VECTOR, Team.SOLO, 0);
    kept.step(9);
    again.step(9);
    assertThat(again.field().floats("latents")).containsExactly(kept.field().floats("latents"));
  }

  @Test
  void a_field_evaluates_to_the_bits_that_its_session_saw() throws BadSignalException {
    ArcConfig config = ArcFits.config(0, 32);
    FitSession session = open(config, ArcFits.noise("field", 9, 14, 3), VECTOR);
    session.step(20);
    Field field = session.field();
    float[] grid = session.evaluateGrid();
    ArcFamily family = new ArcFamily();
    assertThat(family.reconstruct(config, ArcFits.decoder(config, 3), field)).containsExactly(grid);
    assertThat(session.evaluate(Coordinates.of(field.grid()))).containsExactly(grid);
    Coordinates fine = Coordinates.upscaled(field.grid(), 3);
    assertThat(family.evaluate(config, ArcFits.decoder(config, 3), field, fine))
        .containsExactly(session.evaluate(fine))
        .hasSize(3 * 27 * 42)
        .doesNotContain(Float.NaN);
  }

  @Test
  void a_fixed_scale_of_positions_is_that_of_every_image_and_of_the_stored_field()
      throws BadSignalException {
    ArcConfig published = ArcFits.config(12, 8);
    ArcConfig fixed = ArcFits.fixedScale(published, 2.5f, 2);
    Signal signal = ArcFits.noise("fixed", 19, 14, 1);
    FitSession scalar = open(fixed, signal, SCALAR);
    FitSession vector = open(fixed, signal, VECTOR);
    scalar.step(20);
    vector.step(20);

    float[] grid = vector.evaluateGrid();
    assertThat(grid).containsExactly(scalar.evaluateGrid());
    Field field = vector.field();
    assertThat(field.number(ArcFamily.RELATIVE_MEAN)).isZero();
    assertThat(field.number(ArcFamily.RELATIVE_STD)).isEqualTo(2.5f);
    SharedParameters decoder = ArcFits.decoder(fixed, 1);
    ArcFamily family = new ArcFamily();
    assertThat(family.reconstruct(fixed, decoder, field)).containsExactly(grid);
    assertThat(family.reconstruct(ArcFits.fixedScale(fixed, 2.5f, 100), decoder, field))
        .as("some pixels are further away than the limit")
        .isNotEqualTo(grid);
    assertThat(ArcContract.of(fixed).relativeLimit()).hasValue(2f);
    assertThat(ArcContract.of(published).relativeLimit()).isEmpty();
  }

  @Test
  void an_object_on_a_canvas_is_fitted_as_well_from_a_part_of_the_pixels()
      throws BadSignalException {
    Signal canvas = onCanvas(ArcFits.waves(2, 20), 120);
    ArcConfig wholly = ArcFits.fixedScale(ArcFits.config(40, 16), 3, 3);
    ArcConfig part = ArcFits.partly(wholly, 1800);
    SharedParameters decoder = learnt(wholly, canvas);
    FitSession whole = open(wholly, decoder, canvas);
    FitSession partly = open(part, decoder, canvas);
    whole.step(400);
    partly.step(400);

    int[] object = IntStream.range(0, 120 * 120).filter(ArcSessionTest::isObject).toArray();
    assertThat(partly.loss(object)).isLessThan(whole.loss(object));
    int[] all = IntStream.range(0, 120 * 120).toArray();
    assertThat(partly.loss(all)).isLessThan(2 * whole.loss(all));
    assertThat(new ArcFamily().reconstruct(part, decoder, partly.field()))
        .as("all pixels have values, the fitted and the others")
        .containsExactly(partly.evaluateGrid())
        .hasSize(120 * 120);
  }

  private static boolean isObject(int pixel) {
    int row = Math.floorDiv(pixel, 120);
    int column = pixel % 120;
    return row >= 50 && row < 70 && column >= 50 && column < 70;
  }

  private static FitSession open(ArcConfig config, SharedParameters decoder, Signal signal)
      throws BadSignalException {
    return new ArcFitter()
        .open(ArcFits.recipe(config), decoder, new FitTask(signal, 0), VECTOR, Team.SOLO);
  }

  private static SharedParameters learnt(ArcConfig config, Signal signal)
      throws BadSignalException {
    return new ArcPreparation(VECTOR)
        .learn(ArcFits.recipe(config), List.of(signal), (done, of, psnr) -> {}, 1);
  }

  /** The image in the middle of a square of zeros. */
  private static Signal onCanvas(Signal image, int side) {
    int inner = image.grid().extent(0);
    int from = (side - inner) / 2;
    float[] values = new float[side * side];
    for (int r = 0; r < inner; r++) {
      System.arraycopy(image.values(), r * inner, values, (from + r) * side + from, inner);
    }
    return ArcFits.signal("canvas", side, side, 1, values);
  }

  @Test
  void the_loss_over_some_points_is_the_mean_of_their_squared_errors() throws BadSignalException {
    Signal signal = ArcFits.noise("subset", 6, 7, 2);
    FitSession session = open(ArcFits.config(5, 8), signal, VECTOR);
    session.step(3);
    float[] values = session.evaluateGrid();
    int[] points = {0, 41, 17, 17};
    double sum = 0;
    for (int p : points) {
      for (int c = 0; c < 2; c++) {
        double difference = values[c * 42 + p] - signal.values()[c * 42 + p];
        sum += difference * difference;
      }
    }
    assertThat(session.loss(points)).isCloseTo(sum / 8, within(1e-7));
  }

  @Test
  void a_latent_that_no_pixel_of_a_step_touches_still_moves() throws BadSignalException {
    ArcConfig config = new ArcConfig(0.5, 0, 8, 1, 1e-4f, 1 / 64.0, new DecoderConfig(1, 1, 5e-3f));
    ArcState state =
        ArcState.start(
            ArcFits.recipe(config),
            new ArcShape(1, 8, 1),
            ArcFits.noise("dense", 8, 8, 1),
            ArcFits.recipe(config).seeds("dense", 0));
    ArcWork work =
        new ArcWork(VECTOR, ArcDecoder.of(config, ArcFits.decoder(config, 1)).weights(), Team.SOLO);
    float[] start = state.latents().clone();
    work.step(state);
    float[] afterOne = state.latents().clone();
    work.step(state);
    int movedFirst = 0;
    int movedAgain = 0;
    for (int a = 0; a < state.anchors(); a++) {
      if (differs(start, afterOne, a)) {
        movedFirst++;
        movedAgain += differs(afterOne, state.latents(), a) ? 1 : 0;
      }
    }
    assertThat(movedFirst).as("one pixel, one neighbour: one latent").isEqualTo(1);
    assertThat(movedAgain).as("moved on by its moments alone").isEqualTo(1);
  }

  private static boolean differs(float[] before, float[] after, int anchor) {
    return !Arrays.equals(
        before, 16 * anchor, 16 * anchor + 8, after, 16 * anchor, 16 * anchor + 8);
  }

  @Test
  void a_constant_image_is_fitted_without_nan() throws BadSignalException {
    float[] values = new float[100];
    Arrays.fill(values, 0.25f);
    FitSession session =
        open(ArcFits.config(0, 32), ArcFits.signal("flat", 10, 10, 1, values), VECTOR);
    session.step(200);
    assertThat(session.field().count("num_latents")).isEqualTo(4);
    assertThat(session.loss(IntStream.range(0, 100).toArray())).isLessThan(1e-3);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,3", "3,1", "1,40", "40,1"})
  void images_of_few_pixels_and_of_one_row_are_fitted(int height, int width)
      throws BadSignalException {
    FitSession session = open(ArcFits.config(0, 32), ArcFits.ramp(height, width), VECTOR);
    session.step(300);
    assertThat(session.field().count("num_latents")).isGreaterThanOrEqualTo(4);
    assertThat(session.loss(IntStream.range(0, height * width).toArray())).isLessThan(0.01);
  }

  @Test
  void fewer_pixels_with_a_gradient_than_latents_make_a_smaller_cloud() throws BadSignalException {
    float[] values = new float[400];
    values[210] = 1f;
    FitSession session =
        open(ArcFits.config(0, 32), ArcFits.signal("dot", 20, 20, 1, values), VECTOR);
    session.step(10);
    assertThat(session.field().count("num_latents")).isEqualTo(8);
    assertThat(session.lastLoss()).isFinite();
  }

  @Test
  void repeats_start_elsewhere_and_the_same_task_starts_at_the_same_place()
      throws BadSignalException {
    Signal signal = ArcFits.waves(3, 20);
    float[] first = fitted(signal, 0);
    assertThat(fitted(signal, 0)).containsExactly(first);
    assertThat(fitted(signal, 1)).isNotEqualTo(first);
  }

  private static float[] fitted(Signal signal, int repeat) throws BadSignalException {
    ArcConfig config = ArcFits.config(0, 8);
    FitSession session =
        new ArcFitter()
            .open(
                ArcFits.recipe(config),
                ArcFits.decoder(config, 1),
                new FitTask(signal, repeat),
                VECTOR);
    session.step(5);
    return session.field().floats("latents");
  }

  @Test
  void a_new_target_is_seen_by_the_next_step_and_an_old_field_stays() throws BadSignalException {
    Signal signal = ArcFits.waves(1, 16);
    FitSession session = open(ArcFits.config(0, 32), signal, VECTOR);
    session.step(300);
    Field before = session.field();
    float[] latents = before.floats("latents").clone();
    float[] inverted = new float[256];
    for (int p = 0; p < 256; p++) {
      inverted[p] = 1 - signal.values()[p];
    }
    float settled = session.lastLoss();
    session.retarget(inverted);
    session.step(1);
    assertThat(session.lastLoss()).isGreaterThan(3 * settled);
    session.step(300);
    assertThat(session.lastLoss()).isLessThan(3 * settled);
    assertThat(before.floats("latents")).containsExactly(latents);
    assertThatThrownBy(() -> session.retarget(new float[3]))
        .hasMessage("A new target needs 256 values: 3");
  }

  @Test
  void another_number_of_channels_than_the_decoder_has_is_a_bad_signal() {
    ArcConfig config = ArcFits.config(0, 8);
    FitTask task = new FitTask(ArcFits.noise("rgb", 5, 5, 3), 0);
    assertThatThrownBy(
            () ->
                new ArcFitter()
                    .open(ArcFits.recipe(config), ArcFits.decoder(config, 1), task, SCALAR))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("3 channels")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_signal_that_is_no_image_is_a_bad_signal() {
    Signal volume =
        new Signal("v", new Grid(List.of(2, 3, 4)), Normalisation.unit(1), new float[24]);
    assertThatThrownBy(() -> open(ArcFits.config(0, 8), volume, SCALAR))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("[2, 3, 4]");
  }

  private static FitSession open(ArcConfig config, Signal signal, Kernels kernels)
      throws BadSignalException {
    return new ArcFitter()
        .open(
            ArcFits.recipe(config),
            ArcFits.decoder(config, signal.channels()),
            new FitTask(signal, 0),
            kernels);
  }
}
