package io.anchorage.family.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
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
        new ArcConfig(0.05, 0, 32, 4, 1e-4f, 0.25, new ArcConfig.DecoderConfig(12, 400, 5e-3f));
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
    return new ArcPreparation(kernels)
        .learn(ArcFits.recipe(CONFIG), images, (done, of, psnr) -> {}, threads);
  }
}
