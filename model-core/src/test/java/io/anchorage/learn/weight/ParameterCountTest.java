package io.anchorage.learn.weight;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.ViewShape;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.dws.DwsConfig;
import io.anchorage.learn.weight.dws.SetLayer;
import io.anchorage.learn.weight.graph.NgGnnConfig;
import io.anchorage.learn.weight.graph.NgTConfig;
import io.anchorage.learn.weight.nfn.NfnConfig;
import io.anchorage.learn.weight.nfn.NfnSymmetry;
import io.anchorage.learn.weight.nft.NftConfig;
import io.anchorage.learn.weight.part.Pool;
import io.anchorage.learn.weight.scale.ScaleGmnConfig.Direction;
import io.anchorage.symmetry.Networks;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models have as many parameters as their published equations and sizes say, for ten classes. */
class ParameterCountTest {
  private static final MlpShape GREY = Networks.siren(32, 2, 1);
  private static final MlpShape COLOURS = Networks.siren(32, 2, 3);

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(DwsConfig.defaults(), GREY, 552_650),
        Arguments.of(DwsConfig.defaults(), COLOURS, 1_112_842),
        Arguments.of(dws(SetLayer.SAB), GREY, 552_650),
        Arguments.of(dws(SetLayer.SAB), COLOURS, 1_037_258),
        Arguments.of(dws(SetLayer.DS), GREY, 320_586),
        Arguments.of(NfnConfig.defaults(), GREY, 69_499_690),
        Arguments.of(nfn(NfnSymmetry.HNP), GREY, 68_844_330),
        Arguments.of(nfn(NfnSymmetry.HNP), COLOURS, 135_126_826),
        Arguments.of(nfn(NfnSymmetry.NP), GREY, 45_156_650),
        Arguments.of(nfn(NfnSymmetry.NP), COLOURS, 45_156_650),
        Arguments.of(NftConfig.defaults(), GREY, 9_674_282),
        // The code registers 1 160 970, 1 722 378 and 1 772 042, some of which never act.
        Arguments.of(ScaleGmns.fashion(Direction.FORWARD), GREY, 1_061_130),
        Arguments.of(ScaleGmns.fashion(Direction.BIDIRECTIONAL), GREY, 1_555_978),
        Arguments.of(ScaleGmns.mnist(), GREY, 1_589_642),
        Arguments.of(NgGnnConfig.defaults(), GREY, 92_010),
        Arguments.of(new NgGnnConfig(32, 4, 128, 3, 64, 0.2, Compat.NONE), GREY, 100_714),
        Arguments.of(NgTConfig.defaults(), GREY, 376_586),
        Arguments.of(new NgTConfig(64, 32, 128, 8, 4, 128, 1, 64, 0.2), GREY, 393_866));
  }

  private static DwsConfig dws(SetLayer setLayer) {
    return new DwsConfig(32, 5, setLayer, 8, Pool.MAX, Compat.PUBLISHED);
  }

  private static NfnConfig nfn(NfnSymmetry symmetry) {
    return new NfnConfig(symmetry, 512, 3, 128, 10, 1000, 0.5, 0, Compat.PUBLISHED);
  }

  @ParameterizedTest
  @MethodSource("models")
  void published_models_have_their_published_size(ModelConfig model, MlpShape shape, int count) {
    ModelParameters plan = new ModelParameters();
    model.build(plan, ViewShape.of(shape), 10);

    assertThat(plan.size()).isEqualTo(count);
  }
}
