package io.anchorage.learn.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.ViewShape;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.ModelUnderTest;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.weight.dws.DwsConfig;
import io.anchorage.learn.weight.dws.SetLayer;
import io.anchorage.learn.weight.jls.JlsConfig;
import io.anchorage.learn.weight.nfn.NfnConfig;
import io.anchorage.learn.weight.nfn.NfnSymmetry;
import io.anchorage.learn.weight.nft.NftConfig;
import io.anchorage.learn.weight.part.Pool;
import io.anchorage.learn.weight.picture.ProbeGridConfig;
import io.anchorage.symmetry.Networks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equivalent networks have equal logits, for each symmetry that a model knows. */
class InvarianceTest {
  private static final int CLASSES = 4;
  private static final double ROUNDING = 1e-5;

  /** Models, small, and the shapes that they are tried on. */
  record Case(ModelConfig model, MlpShape shape) {}

  /** Models to which the phases, signs and order of hidden units mean nothing. */
  private static List<ModelConfig> phaseFree() {
    return with(
        List.of(
            new PhasorConfig(6, 2, 0.2),
            new ProbesConfig(7, 3, 8, 3),
            new ProbeGridConfig(6, List.of(5, 7), 0, 0, 0)),
        ScaleGmns.canonical());
  }

  /** Models to which at least their signs and order mean nothing. */
  private static List<ModelConfig> signFree() {
    return with(phaseFree(), ScaleGmns.small());
  }

  /** Models to which at least their order means nothing. */
  private static List<ModelConfig> orderFree() {
    return with(
        signFree(),
        with(
            NeuralGraphs.small(),
            List.of(
                new JlsConfig(6, 4, 1, 4, 5, 0.5, 0.2, 0.3),
                new DwsConfig(4, 3, SetLayer.SAB, 2, Pool.MAX, Compat.NONE),
                new DwsConfig(4, 2, SetLayer.DS, 1, Pool.MEAN, Compat.PUBLISHED),
                new NfnConfig(NfnSymmetry.HNP, 5, 2, 4, 1, 8, 0, 0, Compat.NONE),
                new NfnConfig(NfnSymmetry.HNP, 5, 2, 4, 1, 8, 0, 0, Compat.PUBLISHED),
                new NfnConfig(NfnSymmetry.NP, 5, 2, 4, 1, 8, 0, 0, Compat.NONE),
                new NftConfig(2, 2, 4, 1, 2, 8, 0))));
  }

  private static List<ModelConfig> with(
      List<ModelConfig> models, List<? extends ModelConfig> more) {
    return Stream.concat(models.stream(), more.stream()).toList();
  }

  static Stream<Case> orders() {
    return onShapes(orderFree());
  }

  static Stream<Case> signs() {
    return onShapes(signFree());
  }

  static Stream<Case> phases() {
    return onShapes(phaseFree());
  }

  private static Stream<Case> onShapes(List<ModelConfig> models) {
    List<MlpShape> shapes =
        List.of(Networks.siren(6, 1, 1), Networks.siren(5, 2, 3), Networks.siren(4, 4, 2));
    return models.stream()
        .flatMap(
            model ->
                shapes.stream()
                    .map(shape -> new Case(model, shape))
                    .filter(each -> accepts(model, each.shape())));
  }

  private static boolean accepts(ModelConfig model, MlpShape shape) {
    return model.refusal(ViewShape.of(shape)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void the_order_of_units_means_nothing(Case tried) {
    float[] parameters = Networks.random(tried.shape(), 21);

    assertSame(tried, parameters, Networks.reordered(tried.shape(), parameters, 22));
  }

  @ParameterizedTest
  @MethodSource("signs")
  void the_signs_of_units_mean_nothing(Case tried) {
    float[] parameters = Networks.random(tried.shape(), 23);

    assertSame(tried, parameters, Networks.negated(tried.shape(), parameters, 24));
  }

  @ParameterizedTest
  @MethodSource("phases")
  void half_turns_of_units_mean_nothing(Case tried) {
    float[] parameters = Networks.random(tried.shape(), 25);

    assertSame(tried, parameters, Networks.turned(tried.shape(), parameters, 2, 26));
  }

  private static void assertSame(Case tried, float[] one, float[] other) {
    MlpShape shape = tried.shape();
    WeightVector first = WeightVector.of(shape, one);
    WeightVector second = WeightVector.of(shape, other);
    WeightVector another = WeightVector.of(shape, Networks.random(shape, 99));
    try (ModelUnderTest model = new ModelUnderTest(tried.model(), List.of(first), CLASSES)) {
      double[] expected = model.logits(List.of(first));
      double[] actual = model.logits(List.of(second));
      double[] different = model.logits(List.of(another));

      double largest = 0;
      for (int c = 0; c < CLASSES; c++) {
        largest = Math.max(largest, Math.abs(expected[c]));
        assertThat(different[c]).as("logits of another network").isNotEqualTo(expected[c]);
      }
      for (int c = 0; c < CLASSES; c++) {
        assertThat(actual[c]).isCloseTo(expected[c], within(ROUNDING * Math.max(1, largest)));
      }
    }
  }
}
