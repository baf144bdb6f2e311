package io.anchorage.family.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArcPreparationTest {
  private static final Kernels VECTOR = KernelProviders.vector().kernels().orElseThrow();
  private static final ArcConfig CONFIG = ArcFits.config(0, 8);

  @Test
  void the_decoder_does_not_depend_on_threads_or_kernels() throws BadSignalException {
    List<Signal> images =
        List.of(
            ArcFits.noise("a", 7, 9, 2),
            ArcFits.noise("b", 1, 1, 2),
            ArcFits.noise("c", 16, 16, 2),
            ArcFits.noise("d", 30, 11, 2),
            ArcFits.noise("e", 5, 5, 2));
    SharedParameters one = learn(VECTOR, images, 1);
    SharedParameters three = learn(VECTOR, images, 3);
    SharedParameters scalar = learn(KernelProviders.scalar(), images, 2);
    assertThat(one.tensors().keySet())
        .containsExactly(
            "decoder.0.bias", "decoder.0.weight", "decoder.2.bias", "decoder.2.weight");
    for (String name : one.tensors().keySet()) {
      float[] expected = one.tensor(name).data();
      assertThat(three.tensor(name).data()).containsExactly(expected);
      assertThat(scalar.tensor(name).data()).containsExactly(expected);
      assertThat(expected).doesNotContain(Float.NaN);
    }
  }

  @Test
  void progress_is_told_and_psnr_rises() throws BadSignalException {
    List<Signal> images = List.of(ArcFits.waves(1, 16), ArcFits.waves(2, 16));
    List<Integer> steps = new ArrayList<>();
    List<Double> psnr = new ArrayList<>();
    new ArcPreparation(VECTOR)
        .learn(
            ArcFits.recipe(CONFIG),
            images,
            (done, of, mean) -> {
              steps.add(done);
              psnr.add(mean);
              assertThat(of).isEqualTo(50);
            },
            1);
    assertThat(steps).containsExactly(25, 50);
    assertThat(psnr.get(1)).isGreaterThan(psnr.get(0));
  }

  @Test
  void the_best_decoder_is_kept_whatever_the_threads_and_is_no_worse_than_the_last()
      throws BadSignalException {
    List<Signal> images = IntStream.range(0, 5).mapToObj(i -> ArcFits.waves(i, 16)).toList();
    DecoderConfig last = new DecoderConfig(5, 110, 0.1f);
    ArcConfig best = with(keeping(last, DecoderConfig.Keep.BEST));
    SharedParameters one = learn(best, VECTOR, images, 1);
    SharedParameters three = learn(best, VECTOR, images, 3);
    SharedParameters scalar = learn(best, KernelProviders.scalar(), images, 2);
    SharedParameters published = learn(with(last), VECTOR, images, 1);
    for (String name : one.tensors().keySet()) {
      assertThat(three.tensor(name).data()).containsExactly(one.tensor(name).data());
      assertThat(scalar.tensor(name).data()).containsExactly(one.tensor(name).data());
    }
    assertThat(fitted(best, one, images, 10))
        .isLessThanOrEqualTo(fitted(best, published, images, 10));
  }

  @Test
  void a_rate_of_the_latents_in_training_replaces_the_recipes() throws BadSignalException {
    List<Signal> images = List.of(ArcFits.waves(1, 16), ArcFits.waves(2, 16));
    DecoderConfig own =
        new DecoderConfig(
            2,
            20,
            5e-3f,
            RateSchedule.defaults(),
            2e-2f,
            DecoderConfig.Keep.LAST,
            DecoderConfig.Refinement.defaults());
    FitRecipe faster =
        ArcFits.recipe(with(new DecoderConfig(2, 20, 5e-3f))).withLearningRate(2e-2f);
    SharedParameters expected =
        new ArcPreparation(VECTOR).learn(faster, images, (done, of, psnr) -> {}, 1);
    assertThat(learn(with(own), VECTOR, images, 1).tensor("decoder.0.weight").data())
        .containsExactly(expected.tensor("decoder.0.weight").data());
  }

  @Test
  void a_refined_decoder_serves_the_fits_better_and_does_not_depend_on_threads_or_kernels()
      throws BadSignalException {
    List<Signal> images = IntStream.range(0, 6).mapToObj(i -> ArcFits.waves(i, 16)).toList();
    DecoderConfig joint = new DecoderConfig(4, 60, 5e-3f);
    ArcConfig plain = with(joint).withSolver(LatentSolver.GaussNewton.defaults());
    ArcConfig refined =
        with(refining(joint, new DecoderConfig.Refinement(30, 6, 3, 3e-3f)))
            .withSolver(LatentSolver.GaussNewton.defaults());
    SharedParameters one = refine(refined, VECTOR, images, 1);
    SharedParameters three = refine(refined, VECTOR, images, 3);
    SharedParameters scalar = refine(refined, KernelProviders.scalar(), images, 2);
    for (String name : one.tensors().keySet()) {
      assertThat(three.tensor(name).data()).containsExactly(one.tensor(name).data());
      assertThat(scalar.tensor(name).data()).containsExactly(one.tensor(name).data());
    }
    List<Signal> unseen = List.of(ArcFits.waves(20, 16), ArcFits.waves(21, 16));
    SharedParameters before = learn(plain, VECTOR, images.subList(0, 4), 1);
    assertThat(fitted(plain, one, unseen, 3)).isLessThan(0.9 * fitted(plain, before, unseen, 3));
    assertThat(new ArcPreparation(VECTOR).images(ArcFits.recipe(refined))).isEqualTo(6);
    assertThat(new ArcPreparation(VECTOR).images(ArcFits.recipe(plain))).isEqualTo(4);
  }

  /** A decoder for fits of three iterations. */
  private static SharedParameters refine(
      ArcConfig config, Kernels kernels, List<Signal> images, int threads)
      throws BadSignalException {
    FitRecipe recipe = ArcFits.recipe(config).withStop(StopRule.after(3));
    return new ArcPreparation(kernels).learn(recipe, images, (done, of, psnr) -> {}, threads);
  }

  private static DecoderConfig refining(DecoderConfig config, DecoderConfig.Refinement own) {
    return new DecoderConfig(
        config.images(),
        config.steps(),
        config.learningRate(),
        config.schedule(),
        0,
        config.keep(),
        own);
  }

  private static DecoderConfig keeping(DecoderConfig config, DecoderConfig.Keep keep) {
    return new DecoderConfig(
        config.images(),
        config.steps(),
        config.learningRate(),
        config.schedule(),
        0,
        keep,
        DecoderConfig.Refinement.defaults());
  }

  private static ArcConfig with(DecoderConfig decoder) {
    return new ArcConfig(0.05, 0, 8, 4, 1e-4f, 0.25, decoder);
  }

  /** Mean loss of the images' clouds after some iterations under a decoder. */
  private static double fitted(
      ArcConfig config, SharedParameters decoder, List<Signal> images, int steps)
      throws BadSignalException {
    FitRecipe recipe = ArcFits.recipe(config.withSolver(LatentSolver.GaussNewton.defaults()));
    double sum = 0;
    for (Signal image : images) {
      FitSession session = new ArcFitter().open(recipe, decoder, new FitTask(image, 0), VECTOR);
      session.step(steps);
      sum += session.lastLoss();
    }
    return sum / images.size();
  }

  @Test
  void images_of_different_kinds_are_refused_by_name() {
    List<Signal> images = List.of(ArcFits.noise("grey", 4, 4, 1), ArcFits.noise("rgb", 4, 4, 3));
    assertThatThrownBy(() -> learn(VECTOR, images, 1))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("grey has 1 channels, rgb has 3");
  }

  @Test
  void a_trained_decoder_lets_an_unseen_image_exceed_30_db_in_500_steps()
      throws BadSignalException {
    ArcConfig config =
        new ArcConfig(0.05, 0, 32, 4, 1e-4f, 0.25, new DecoderConfig(12, 400, 5e-3f));
    FitRecipe recipe = ArcFits.recipe(config);
    List<Signal> images = IntStream.range(0, 12).mapToObj(i -> ArcFits.waves(i, 28)).toList();
    SharedParameters decoder =
        new ArcPreparation(VECTOR).learn(recipe, images, (done, of, psnr) -> {}, 2);
    Signal unseen = ArcFits.waves(20, 28);
    FitSession session = new ArcFitter().open(recipe, decoder, new FitTask(unseen, 0), VECTOR);
    session.step(500);
    double mse = session.loss(IntStream.range(0, 784).toArray());
    assertThat(-10 * Math.log10(mse)).isGreaterThan(30);
  }

  private static SharedParameters learn(Kernels kernels, List<Signal> images, int threads)
      throws BadSignalException {
    return learn(CONFIG, kernels, images, threads);
  }

  private static SharedParameters learn(
      ArcConfig config, Kernels kernels, List<Signal> images, int threads)
      throws BadSignalException {
    return new ArcPreparation(kernels)
        .learn(ArcFits.recipe(config), images, (done, of, psnr) -> {}, threads);
  }
}
