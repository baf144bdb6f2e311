package io.anchorage.learn.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllCnnTest {
  private final Tensors torch = Tensors.load();
  private final NDManager manager = torch.newManager();
  private final NDScope scope = new NDScope();

  @AfterEach
  void close() {
    scope.suppressNotUsedWarning();
    scope.close();
    manager.close();
  }

  private NDArray images(AllCnnConfig config, float[]... canvases) {
    int size = canvases[0].length;
    float[] all = new float[canvases.length * size];
    for (int b = 0; b < canvases.length; b++) {
      System.arraycopy(canvases[b], 0, all, b * size, size);
    }
    return manager.create(
        all, new Shape(canvases.length, config.inputs(), config.side(), config.side()));
  }

  @Test
  void an_image_of_28_pixels_gives_the_nine_maps_of_table_1_and_ten_scores() {
    AllCnnConfig config = AllCnnConfig.defaults();
    ModelParameters plan = new ModelParameters();
    AllCnn network = new AllCnn(config, plan);
    Weights weights = Weights.initial(plan, manager, torch, 1);
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray image = images(config, Networks.canvas(config, 3));

    List<NDArray> maps = network.maps(pass, image, AllCnnConfig.LAYERS);

    for (ConvLayer layer : config.layers()) {
      assertThat(maps.get(layer.number() - 1).getShape())
          .isEqualTo(new Shape(1, layer.outputs(), layer.side(), layer.side()));
    }
    assertThat(network.logits(pass, image).getShape()).isEqualTo(new Shape(1, 10));
    assertThat(maps.stream().allMatch(map -> map.min().getFloat() >= 0)).isTrue();
    assertThat(maps.stream().allMatch(map -> map.max().getFloat() > 0)).isTrue();
  }

  @Test
  void kernels_begin_normal_with_the_deviation_of_he_and_biases_at_zero() {
    AllCnnConfig config = AllCnnConfig.defaults();
    CnnCheckpoint network = CnnCheckpoint.initial(config, 5);
    for (ConvLayer layer : config.layers()) {
      float[] kernel = network.weights().get("layer" + layer.number() + ".conv.weight").data();
      double squares = 0;
      double beyondTwo = 0;
      double variance = 2.0 / (layer.inputs() * layer.field().taps());
      for (float w : kernel) {
        squares += w * w;
        beyondTwo += w * w > 4 * variance ? 1 : 0;
      }
      double tolerance = 5 * Math.sqrt(2.0 / kernel.length);
      assertThat(squares / kernel.length / variance).isCloseTo(1, within(tolerance));
      assertThat(beyondTwo / kernel.length).isCloseTo(0.0455, within(tolerance));
      assertThat(network.weights().get("layer" + layer.number() + ".conv.bias").data())
          .containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource(NormAxes.class)
  void gradients_of_convolutions_and_norms_are_those_of_central_differences(NormAxes axes) {
    AllCnnConfig config = Networks.small(axes);
    Tensors precise = torch.inDoublePrecision();
    ModelParameters plan = new ModelParameters();
    AllCnn network = new AllCnn(config, plan);
    Weights weights = Networks.weights(plan, manager, precise, Networks.disturbed(config, 11));
    NDArray image =
        images(config, Networks.canvas(config, 4), Networks.canvas(config, 5))
            .toType(DataType.FLOAT64, false);
    Pass[] pass = new Pass[1];
    Tensors.differentiate(
        () -> {
          pass[0] = Pass.training(precise, manager, weights);
          return loss(network, pass[0], image);
        });
    double[] gradient = pass[0].gradient().toDoubleArray();

    double step = 1e-6;
    for (int i = 0; i < gradient.length; i += 7) {
      double up = lossAt(network, precise, weights, image, i, step);
      double down = lossAt(network, precise, weights, image, i, -step);
      assertThat(gradient[i])
          .as("parameter %d", i)
          .isCloseTo((up - down) / (2 * step), within(1e-6 * (1 + Math.abs(gradient[i]))));
    }
  }

  private static NDArray loss(AllCnn network, Pass pass, NDArray image) {
    NDArray logits = network.logits(pass, image);
    return logits.logSoftmax(1).get(":, 1").sum().mul(-1);
  }

  private double lossAt(
      AllCnn network, Tensors precise, Weights weights, NDArray image, int parameter, double by) {
    NDArray values = weights.values();
    double before = values.getDouble(parameter);
    values.set(new NDIndex(parameter), before + by);
    try {
      return Tensors.withoutGradient(
              () -> loss(network, Pass.evaluation(precise, manager, weights), image))
          .getDouble();
    } finally {
      values.set(new NDIndex(parameter), before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void an_activation_from_its_receptive_field_is_that_of_the_whole_map(int number) {
    AllCnnConfig config = Networks.small(NormAxes.CHANNELS);
    ModelParameters plan = new ModelParameters();
    AllCnn network = new AllCnn(config, plan);
    Weights weights = Networks.weights(plan, manager, torch, Networks.disturbed(config, 7));
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray image = images(config, Networks.canvas(config, 8));
    List<NDArray> maps = network.maps(pass, image, number);
    float[] before = (number == 1 ? image : maps.get(number - 2)).toFloatArray();

    float[] whole = maps.get(number - 1).toFloatArray();
    ConvLayer layer = config.layer(number);
    int positions = layer.side() * layer.side();
    NDArray fields = manager.create(fields(layer, before));
    float[] single =
        network
            .activations(
                pass, number, fields.reshape(positions, layer.field().taps(), layer.inputs()))
            .toFloatArray();

    for (int p = 0; p < positions; p++) {
      for (int o = 0; o < layer.outputs(); o++) {
        assertThat(single[p * layer.outputs() + o])
            .isCloseTo(whole[o * positions + p], within(1e-5f));
      }
    }
  }

  /** [positions][taps][inputs] of a map [inputs][positions]. */
  private static float[] fields(ConvLayer layer, float[] before) {
    ReceptiveField field = layer.field();
    int points = field.inputSide() * field.inputSide();
    int positions = layer.side() * layer.side();
    float[] fields = new float[positions * layer.inputs() * field.taps()];
    int at = 0;
    for (int p = 0; p < positions; p++) {
      int[] seen = field.positions(p);
      for (int input : seen) {
        for (int i = 0; i < layer.inputs(); i++) {
          fields[at++] = input == ReceptiveField.PADDING ? 0 : before[i * points + input];
        }
      }
    }
    return fields;
  }

  @Test
  void a_norm_over_the_whole_map_has_no_single_activations() {
    AllCnnConfig config = Networks.small(NormAxes.CHANNELS_HEIGHT_WIDTH);
    ModelParameters plan = new ModelParameters();
    AllCnn network = new AllCnn(config, plan);
    Weights weights = Weights.initial(plan, manager, torch, 1);
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray field = manager.zeros(new Shape(1, 9, 2));

    assertThatThrownBy(() -> network.activations(pass, 1, field))
        .hasMessage(
            "A single activation cannot be normalised over positions: layer-norm must be channels");
  }

  @ParameterizedTest
  @EnumSource(NormAxes.class)
  void scores_do_not_depend_on_batch_mates(NormAxes axes) {
    AllCnnConfig config = Networks.small(axes);
    ModelParameters plan = new ModelParameters();
    AllCnn network = new AllCnn(config, plan);
    Weights weights = Networks.weights(plan, manager, torch, Networks.disturbed(config, 2));
    Pass pass = Pass.evaluation(torch, manager, weights);
    float[] own = Networks.canvas(config, 21);

    float[] alone = network.logits(pass, images(config, own)).toFloatArray();
    float[] among =
        network
            .logits(
                pass, images(config, Networks.canvas(config, 22), own, Networks.canvas(config, 23)))
            .get(1)
            .toFloatArray();

    assertThat(among).containsExactly(alone, within(1e-5f));
  }

  @Test
  void the_scores_from_a_map_on_are_those_of_the_image() {
    AllCnnConfig config = Networks.small(NormAxes.CHANNELS);
    ModelParameters plan = new ModelParameters();
    AllCnn network = new AllCnn(config, plan);
    Weights weights = Networks.weights(plan, manager, torch, Networks.disturbed(config, 2));
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray image = images(config, Networks.canvas(config, 21));
    float[] whole = network.logits(pass, image).toFloatArray();

    NDArray sixth = network.maps(pass, image, 6).get(5);

    assertThat(network.logitsFrom(pass, 6, sixth).toFloatArray())
        .containsExactly(whole, within(1e-6f));
  }

  @Test
  void architectures_without_sense_are_refused() {
    assertThatThrownBy(() -> new AllCnnConfig(28, 11, 1, 10, 96, 192, 192, NormAxes.CHANNELS))
        .hasMessage("side must be in 12 .. 1024: 11");
    assertThatThrownBy(() -> new AllCnnConfig(33, 32, 1, 10, 96, 192, 192, NormAxes.CHANNELS))
        .hasMessage("image must be in 1 .. side (32): 33");
    assertThatThrownBy(() -> new AllCnnConfig(28, 32, 1, 10, 96, 0, 192, NormAxes.CHANNELS))
        .hasMessage("thirdLayer must be in 1 .. 4096: 0");
    assertThatThrownBy(() -> new AllCnnConfig(28, 32, 1, 2, 96, 192, 192, NormAxes.CHANNELS))
        .hasMessage("classes must be at least 3: the norm of two scores has no gradient: 2");
  }
}
