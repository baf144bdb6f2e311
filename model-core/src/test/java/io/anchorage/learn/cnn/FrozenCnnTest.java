package io.anchorage.learn.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.anchorage.format.Safetensors;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrozenCnnTest {
  @ParameterizedTest
  @EnumSource(NormAxes.class)
  void a_frozen_network_gives_the_maps_of_the_one_that_learns(NormAxes axes) {
    AllCnnConfig config = Networks.small(axes);
    CnnCheckpoint network = Networks.disturbed(config, 31);
    float[] canvas = Networks.canvas(config, 1);
    List<float[]> frozen =
        new FrozenCnn(config, network.weights()).maps(canvas, AllCnnConfig.LAYERS);
    Tensors torch = Tensors.load();
    try (NDManager manager = torch.newManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      ModelParameters plan = new ModelParameters();
      AllCnn cnn = new AllCnn(config, plan);
      Weights weights = Networks.weights(plan, manager, torch, network);
      Pass pass = Pass.evaluation(torch, manager, weights);
      NDArray image =
          manager.create(canvas, new Shape(1, config.inputs(), config.side(), config.side()));
      List<NDArray> maps = cnn.maps(pass, image, AllCnnConfig.LAYERS);
      for (int i = 0; i < maps.size(); i++) {
        assertThat(frozen.get(i)).containsExactly(maps.get(i).toFloatArray(), within(2e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NormAxes.class)
  void the_bits_of_maps_are_the_same_on_every_machine(NormAxes axes) {
    AllCnnConfig config = new AllCnnConfig(12, 14, 1, 3, 17, 33, 9, axes);
    FrozenCnn frozen = new FrozenCnn(config, CnnCheckpoint.initial(config, 4).weights());

    List<float[]> maps = frozen.maps(Networks.canvas(config, 2), AllCnnConfig.LAYERS);

    assertThat(digest(maps))
        .isEqualTo(axes == NormAxes.CHANNELS ? "bb767da960b6ca44" : "da14194de309d1f6");
  }

  private static String digest(List<float[]> maps) {
    int numbers = maps.stream().mapToInt(map -> map.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers);
    maps.forEach(
        map -> {
          for (float x : map) {
            bytes.putFloat(x);
          }
        });
    return Safetensors.sha256(bytes.array()).substring(0, 16);
  }

  @Test
  void fewer_layers_give_the_same_maps() {
    AllCnnConfig config = Networks.small(NormAxes.CHANNELS);
    FrozenCnn frozen = new FrozenCnn(config, Networks.disturbed(config, 31).weights());
    float[] canvas = Networks.canvas(config, 1);

    List<float[]> all = frozen.maps(canvas, 9);
    List<float[]> three = frozen.maps(canvas, 3);

    assertThat(three).hasSize(3);
    for (int i = 0; i < three.size(); i++) {
      assertThat(three.get(i)).containsExactly(all.get(i));
    }
  }

  @Test
  void a_canvas_of_another_size_and_a_layer_out_of_range_are_refused() {
    AllCnnConfig config = Networks.small(NormAxes.CHANNELS);
    FrozenCnn frozen = new FrozenCnn(config, Networks.disturbed(config, 31).weights());

    assertThatThrownBy(() -> frozen.maps(new float[5], 3))
        .hasMessage("Canvas must hold 392 values: 5");
    assertThatThrownBy(() -> frozen.maps(Networks.canvas(config, 1), 12))
        .hasMessage("Layer must be in 1 .. 9, the network's convolutions: 12");
  }
}
