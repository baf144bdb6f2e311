package io.anchorage.family.composed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.family.Families;
import io.anchorage.family.mlp.MlpContract;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Waves;
import io.anchorage.kernel.random.Philox;
import io.anchorage.score.Psnr;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComposedFamilyTest {
  private final ComposedFamily family = new ComposedFamily();

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(new MappingConfig.Identity(), new ActivationConfig.Gauss(10), 35),
        Arguments.of(new MappingConfig.Identity(), new ActivationConfig.Sine(30), 40),
        Arguments.of(new MappingConfig.Scaled(2, 0.5f), new ActivationConfig.Sine(20), 40),
        Arguments.of(new MappingConfig.Identity(), new ActivationConfig.Wire(10, 5), 35),
        Arguments.of(new MappingConfig.Identity(), new ActivationConfig.Wire2d(10, 5), 35),
        Arguments.of(new MappingConfig.Identity(), new ActivationConfig.RealGabor(10, 5), 35),
        Arguments.of(new MappingConfig.Table(List.of(17, 19), 2), new ActivationConfig.Relu(), 25),
        Arguments.of(new MappingConfig.Grid(3, 3, 2, 2), new ActivationConfig.Sine(10), 40),
        Arguments.of(new MappingConfig.Fourier(16, 2, 0), new ActivationConfig.Relu(), 35),
        Arguments.of(new MappingConfig.Axes(3), new ActivationConfig.Finer(5), 35),
        Arguments.of(new MappingConfig.Identity(), new ActivationConfig.FourierNet(32), 35),
        Arguments.of(new MappingConfig.Identity(), new ActivationConfig.GaborNet(32, 6, 1), 35),
        Arguments.of(new MappingConfig.Nerf(5), new ActivationConfig.Relu(), 30),
        Arguments.of(new MappingConfig.Fourier(16, 1, 0), new ActivationConfig.Finer(5), 40),
        Arguments.of(new MappingConfig.Fourier(16, 1, 0), new ActivationConfig.Gauss(2), 40));
  }

  @Test
  void the_family_is_registered() {
    assertThat(Families.all()).hasAtLeastOneElementOfType(ComposedFamily.class);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void each_pair_fits_an_image_alike_with_both_kernels(
      MappingConfig mapping, ActivationConfig activation, double decibels) throws Exception {
    ComposedConfig config = new ComposedConfig(32, 2, mapping, activation);
    try (FitSession scalar = open(config, KernelProviders.scalar());
        FitSession vector = open(config, KernelProviders.vector().kernels().orElseThrow())) {
      scalar.step(10);
      vector.step(10);
      assertThat(vector.field().floats(MlpFields.PARAMETERS))
          .containsExactly(scalar.field().floats(MlpFields.PARAMETERS));
      assertThat(vector.evaluateGrid()).containsExactly(scalar.evaluateGrid());
      assertThat(family.reconstruct(config, SharedParameters.none(), vector.field()))
          .containsExactly(vector.evaluateGrid());

      vector.step(590);
      assertThat(Psnr.of(signal().values(), vector.evaluateGrid())).isGreaterThan(decibels);
    }
  }

  private FitSession open(ComposedConfig config, Kernels kernels) throws Exception {
    FitRecipe recipe =
        new FitRecipe(
            config, AdamConfig.withLearningRate(2e-3f), StopRule.after(600), 1, 1, List.of());
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

  /** Evaluates a field by the contract's words alone. */
  @Test
  void the_contract_suffices_to_evaluate_a_field_on_fourier_features() {
    ComposedConfig config =
        new ComposedConfig(
            8, 2, new MappingConfig.Fourier(5, 2, 3), new ActivationConfig.Gauss(1.5f));
    MlpContract contract = (MlpContract) family.contract(config);
    assertThat(contract.formula())
        .isEqualTo(
            "h = features(x); z = h W + b, h = exp(-(scale z)^2) for each hidden layer; y = h W + b"
                + " + offset");
    MlpContract.Mapping mapping = contract.mapping().orElseThrow();
    assertThat(mapping.formula()).isEqualTo("sin(pi B x), cos(pi B x)");
    MlpShape shape = MlpGeometry.shape(config, 2, 1);
    float[] parameters = config.start(shape, purpose -> new Philox(purpose.hashCode()));
    Field field =
        Field.on(Grid.image(3, 2), Normalisation.unit(1))
            .floats(MlpFields.PARAMETERS, parameters)
            .build();

    float[] values = family.reconstruct(config, SharedParameters.none(), field);

    for (int n = 0; n < values.length; n++) {
      int line = n / 2;
      double[] x = {line - 1.0, n % 2 * 2 - 1.0};
      int rows = mapping.frequencies().size() / 2;
      double[] h = new double[2 * rows];
      for (int j = 0; j < rows; j++) {
        double phase =
            mapping.frequencies().get(2 * j) * x[0] + mapping.frequencies().get(2 * j + 1) * x[1];
        h[j] = Math.sin(Math.PI * phase);
        h[rows + j] = Math.cos(Math.PI * phase);
      }
      for (int l = 0; l < 3; l++) {
        h = layer(shape, parameters, l, h, contract.layers().get(l));
      }
      assertThat((double) values[n]).isCloseTo(h[0] + contract.outputOffset(), within(1e-4));
    }
    assertThat(
            family.evaluate(
                config, SharedParameters.none(), field, new Coordinates(new float[][] {{1}, {0}})))
        .hasSize(1);
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
      out[j] = layer.scale().map(s -> Math.exp(-(s * before) * (s * before))).orElse(z);
    }
    return out;
  }

  @Test
  void waves_in_windows_are_refused_by_cuda_in_one_line() {
    ComposedConfig config =
        new ComposedConfig(
            9, 2, new MappingConfig.Identity(), new ActivationConfig.RealGabor(10, 10));
    FitRecipe recipe =
        new FitRecipe(
            config, AdamConfig.withLearningRate(2e-3f), StopRule.after(1), 1, 1, List.of());
    assertThatThrownBy(() -> Engines.require("cuda", recipe))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "Engine cuda does not fit family composed with activation real-gabor: choose one of"
                + " these engines: auto");
    Engines.require("djl", recipe);
  }

  @Test
  void learnt_features_are_refused_by_engines_without_them_in_one_line() {
    ComposedConfig config =
        new ComposedConfig(9, 2, MappingConfig.Table.defaults(), new ActivationConfig.Relu());
    FitRecipe recipe =
        new FitRecipe(
            config, AdamConfig.withLearningRate(2e-3f), StopRule.after(1), 1, 1, List.of());
    for (String engine : List.of("cuda", "djl")) {
      assertThatThrownBy(() -> Engines.require(engine, recipe))
          .hasMessageStartingWith(
              "Engine " + engine + " does not fit family composed with learnt features: choose");
    }
  }

  @Test
  void a_table_that_does_not_suit_the_signals_axes_is_refused() {
    assertThatThrownBy(() -> new MappingConfig.Table(List.of(4, 5, 6), 2).of(2))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "fit.family.mapping.extents must be one number, or one for each of the 2 axes: [4, 5, 6]");
  }

  @Test
  void random_frequencies_are_normal_and_depend_on_their_seed_alone() {
    Waves waves = (Waves) new MappingConfig.Fourier(4096, 10, 0).of(2);
    double squares = 0;
    double sum = 0;
    for (float f : waves.frequencies()) {
      sum += f;
      squares += f * f;
    }
    int count = waves.frequencies().size();
    assertThat(sum / count).isCloseTo(0, within(0.4));
    assertThat(Math.sqrt(squares / count)).isCloseTo(10, within(0.3));
    assertThat(new MappingConfig.Fourier(4096, 10, 0).of(2)).isEqualTo(waves);
    assertThat(new MappingConfig.Fourier(4096, 10, 1).of(2)).isNotEqualTo(waves);
    assertThat(new MappingConfig.Fourier(8, 10, 0).of(2))
        .isEqualTo(new Waves(2, false, waves.frequencies().subList(0, 16)));
  }

  @Test
  void encodings_go_along_each_axis_alone() {
    assertThat(new MappingConfig.Axes(2).of(2))
        .isEqualTo(new Waves(2, false, List.of(0.5f, 0f, 0f, 0.5f, 1f, 0f, 0f, 1f)));
    assertThat(new MappingConfig.Nerf(3).of(1)).isEqualTo(new Waves(1, true, List.of(1f, 2f, 4f)));
  }

  @ParameterizedTest
  @CsvSource({"0, 'scale must be in (0, 1000]: 0.0'", "2000, 'scale must be in (0, 1000]: 2000.0'"})
  void a_scale_out_of_range_is_refused_with_its_value(float scale, String message) {
    assertThatThrownBy(() -> new ActivationConfig.Gauss(scale)).hasMessage(message);
    assertThatThrownBy(() -> new MappingConfig.Fourier(8, scale, 0)).hasMessage(message);
    assertThatThrownBy(() -> new MappingConfig.Scaled(scale, 0)).hasMessage(message);
  }
}
