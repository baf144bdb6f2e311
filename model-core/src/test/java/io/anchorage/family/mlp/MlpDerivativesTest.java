package io.anchorage.family.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.family.composed.ActivationConfig;
import io.anchorage.family.composed.ComposedConfig;
import io.anchorage.family.composed.MappingConfig;
import io.anchorage.family.finer.FinerConfig;
import io.anchorage.family.finer.FinerConfig.Gradient;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Differentiable;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of fields against central differences of the same networks in double precision. */
class MlpDerivativesTest {
  private static final double STEP = 1e-4;

  static Stream<MlpConfig> configs() {
    MappingConfig plain = new MappingConfig.Identity();
    return Stream.of(
        new SirenConfig(9, 3, List.of(5f), SirenVariant.DWSNETS, Initialisation.PER_IMAGE),
        new FinerConfig(9, 2, List.of(4f), 1, Gradient.DETACHED, Initialisation.PER_IMAGE),
        new ComposedConfig(9, 2, plain, new ActivationConfig.Gauss(3)),
        new ComposedConfig(9, 3, plain, new ActivationConfig.Tanh()),
        new ComposedConfig(9, 2, new MappingConfig.Nerf(2), new ActivationConfig.Sine(3)),
        new ComposedConfig(9, 2, new MappingConfig.Scaled(2, 1), new ActivationConfig.Finer(2)),
        new ComposedConfig(9, 3, new MappingConfig.Fourier(5, 1, 0), new ActivationConfig.Relu()),
        new ComposedConfig(7, 3, plain, new ActivationConfig.Wire(4, 2)),
        new ComposedConfig(7, 3, plain, new ActivationConfig.Wire2d(4, 2)),
        new ComposedConfig(7, 3, new MappingConfig.Axes(2), new ActivationConfig.RealGabor(4, 2)));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void gradient_and_laplacian_are_central_differences(MlpConfig config) {
    Field field = field(config, 2);
    Coordinates at = new Coordinates(new float[][] {{0, 1, 2.25f, 4}, {0, 3.5f, 1.125f, 6}});
    Differentiable.Derivatives actual =
        config
            .family()
            .adapter(Differentiable.class)
            .orElseThrow()
            .at(config, SharedParameters.none(), field, at);
    float[] values = config.family().evaluate(config, SharedParameters.none(), field, at);
    MlpShape shape = MlpGeometry.shape(config, 2, 2);
    JetNetwork network = new JetNetwork(shape, field.floats(MlpFields.PARAMETERS));
    for (int n = 0; n < at.points(); n++) {
      double[] x = {at.axis(0)[n] / 4.0 * 2 - 1, at.axis(1)[n] / 6.0 * 2 - 1};
      for (int c = 0; c < 2; c++) {
        int i = c * at.points() + n;
        assertThat(actual.values()[i]).isCloseTo(values[i], within(1e-5));
        double laplacian = 0;
        double square = 0;
        for (int a = 0; a < 2; a++) {
          double up = value(config, network, x, a, STEP, c);
          double down = value(config, network, x, a, -STEP, c);
          double here = value(config, network, x, a, 0, c);
          double slope = (up - down) / (2 * STEP);
          assertThat(actual.gradient()[(c * 2 + a) * at.points() + n])
              .isCloseTo(slope, within(1e-3 * (1 + Math.abs(slope))));
          square += slope * slope;
          laplacian += (up - 2 * here + down) / (STEP * STEP);
        }
        assertThat(actual.laplacian()[i])
            .isCloseTo(laplacian, within(2e-3 * (1 + Math.abs(laplacian))));
        assertThat(actual.steepness()[i])
            .isCloseTo(Math.sqrt(square), within(1e-3 * (1 + Math.sqrt(square))));
      }
    }
  }

  private static double value(
      MlpConfig config, JetNetwork network, double[] x, int axis, double step, int channel) {
    double[] moved = new double[2];
    for (int a = 0; a < 2; a++) {
      moved[config.inputOfAxis(a, 2)] = x[a] + (a == axis ? step : 0);
    }
    return network.at(moved).value()[channel];
  }

  @Test
  void learnt_features_are_refused_in_one_line() {
    ComposedConfig config =
        new ComposedConfig(5, 2, MappingConfig.Grid.defaults(), new ActivationConfig.Relu());
    Field field = field(config, 1);
    assertThatThrownBy(
            () ->
                new MlpDerivatives()
                    .at(config, SharedParameters.none(), field, Coordinates.of(field.grid())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("learnt features")
        .hasMessageNotContaining("\n");
  }

  private static Field field(MlpConfig config, int channels) {
    MlpShape shape = MlpGeometry.shape(config, 2, channels);
    float[] start = config.start(shape, purpose -> new Philox(purpose.hashCode()));
    return Field.on(Grid.image(5, 7), Normalisation.unit(channels))
        .floats(MlpFields.PARAMETERS, start)
        .build();
  }
}
