package io.anchorage.family.finer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.Families;
import io.anchorage.family.finer.FinerConfig.Gradient;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.MlpContract;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.score.Psnr;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FinerFamilyTest {
  private final FinerFamily family = new FinerFamily();

  @Test
  void the_family_is_registered() {
    assertThat(Families.all()).hasAtLeastOneElementOfType(FinerFamily.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.7071068", "5, 5"})
  void weights_start_as_a_sirens_and_the_first_biases_as_set(float firstBias, float bound) {
    FinerConfig config = config(firstBias, Gradient.DETACHED);
    MlpShape shape = MlpGeometry.shape(config, 2, 1);
    float[] start = config.start(shape, purpose -> new Philox(purpose.hashCode()));

    assertSpread(start, shape.weights(0), shape.biases(0), 0.5f);
    assertSpread(start, shape.biases(0), shape.weights(1), bound);
    assertSpread(start, shape.weights(1), shape.biases(1), 0.0144338f);
    assertSpread(start, shape.biases(1), shape.weights(2), 0.1767767f);
    assertSpread(start, shape.weights(2), shape.biases(2), 0.0144338f);
    assertSpread(start, shape.biases(2), shape.parameters(), 0.1767767f);
  }

  private static void assertSpread(float[] parameters, int from, int to, float bound) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      assertThat(parameters[i]).isBetween(-bound * 1.00001f, bound * 1.00001f);
      squares += parameters[i] * parameters[i];
    }
    if (to - from >= 32) {
      double deviation = Math.sqrt(squares / (to - from));
      assertThat(deviation).isCloseTo(bound / Math.sqrt(3), within(0.25 * bound));
    }
  }

  /** Evaluates a field by the contract's words alone. */
  @Test
  void the_contract_suffices_to_evaluate_a_field() {
    FinerConfig config = config(1, Gradient.DETACHED);
    MlpContract contract = (MlpContract) family.contract(config);
    assertThat(contract.formula())
        .isEqualTo(
            "z = h W + b, h = sin(omega (abs(z) + 1) z) for each finer layer; y = h W + b + offset");
    assertThat(contract.layers())
        .extracting(MlpContract.Layer::activation)
        .containsExactly("finer", "finer", "linear");
    MlpShape shape = MlpGeometry.shape(config, 2, 1);
    float[] parameters = config.start(shape, purpose -> new Philox(purpose.hashCode()));
    Field field =
        Field.on(Grid.image(3, 2), Normalisation.unit(1))
            .floats(MlpFields.PARAMETERS, parameters)
            .build();

    float[] values = family.reconstruct(config, SharedParameters.none(), field);

    for (int n = 0; n < values.length; n++) {
      int line = n / 2;
      double[] h = {line - 1.0, n % 2 * 2 - 1.0};
      for (int l = 0; l < 3; l++) {
        h = layer(shape, parameters, l, h, contract.layers().get(l));
      }
      assertThat((double) values[n]).isCloseTo(h[0] + contract.outputOffset(), within(2e-4));
    }
  }

  private static double[] layer(
      MlpShape shape, float[] parameters, int l, double[] h, MlpContract.Layer layer) {
    double[] out = new double[shape.fanOut(l)];
    for (int j = 0; j < out.length; j++) {
      double z = parameters[shape.biases(l) + j];
      for (int i = 0; i < h.length; i++) {
        z += h[i] * parameters[shape.weights(l) + i * out.length + j];
      }
      double before = z;
      out[j] =
          layer.omega().map(omega -> Math.sin(omega * (Math.abs(before) + 1) * before)).orElse(z);
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource(Gradient.class)
  void scalar_and_vector_fit_the_same_field_and_reach_a_high_psnr(Gradient gradient)
      throws Exception {
    FitSession scalar = open(gradient, KernelProviders.scalar());
    FitSession vector = open(gradient, KernelProviders.vector().kernels().orElseThrow());
    scalar.step(25);
    vector.step(25);
    assertThat(vector.field().floats(MlpFields.PARAMETERS))
        .containsExactly(scalar.field().floats(MlpFields.PARAMETERS));
    assertThat(vector.evaluateGrid()).containsExactly(scalar.evaluateGrid());
    assertThat(family.reconstruct(config(0, gradient), SharedParameters.none(), vector.field()))
        .containsExactly(vector.evaluateGrid());

    vector.step(975);
    assertThat(Psnr.of(signal().values(), vector.evaluateGrid())).isGreaterThan(40);
  }

  private FitSession open(Gradient gradient, Kernels kernels) throws Exception {
    FitRecipe usual = FinerConfig.defaultRecipe();
    FitRecipe recipe =
        new FitRecipe(config(0, gradient), usual.adam(), usual.stop(), 1, 1, List.of());
    return family
        .adapter(CpuFitter.class)
        .orElseThrow()
        .open(recipe, SharedParameters.none(), new FitTask(signal(), 0), kernels);
  }

  private static Signal signal() {
    float[] values = new float[17 * 19];
    for (int n = 0; n < values.length; n++) {
      int line = n / 19;
      double row = line / 17.0;
      double column = n % 19 / 19.0;
      values[n] = (float) (0.5 + 0.4 * Math.sin(9 * row + 7 * column * column));
    }
    return new Signal("waves", Grid.image(17, 19), Normalisation.unit(1), values);
  }

  @Test
  void what_no_finer_has_is_refused_with_its_value() {
    assertThatThrownBy(() -> config(-1, Gradient.FULL))
        .hasMessage("firstBias must be in 0 .. 100: -1.0");
    assertThatThrownBy(
            () ->
                new FinerConfig(8, 2, List.of(1f, 2f, 3f), 0, Gradient.FULL, Initialisation.SHARED))
        .hasMessageStartingWith("omega must be a single number, or one for each hidden layer (2)");
  }

  private static FinerConfig config(float firstBias, Gradient gradient) {
    return new FinerConfig(32, 2, List.of(30f), firstBias, gradient, Initialisation.PER_IMAGE);
  }
}
