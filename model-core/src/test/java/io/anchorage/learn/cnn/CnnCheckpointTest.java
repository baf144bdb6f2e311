package io.anchorage.learn.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CnnCheckpointTest {
  private final AllCnnConfig config = Networks.small(NormAxes.CHANNELS_HEIGHT_WIDTH);
  private final CnnCheckpoint network = CnnCheckpoint.initial(config, 9);

  @Test
  void a_network_comes_back_from_its_file_bit_for_bit() {
    byte[] bytes = network.encode();

    CnnCheckpoint back = CnnCheckpoint.decode(bytes, "cnn.safetensors");

    assertThat(back.config()).isEqualTo(config);
    assertThat(back.weights().keySet()).isEqualTo(network.weights().keySet());
    network
        .weights()
        .forEach(
            (name, tensor) ->
                assertThat(back.weights().get(name).data()).containsExactly(tensor.data()));
    assertThat(back.encode()).isEqualTo(bytes);
  }

  @Test
  void the_same_seed_gives_the_same_network_and_another_another() {
    assertThat(CnnCheckpoint.initial(config, 9).encode()).isEqualTo(network.encode());
    assertThat(CnnCheckpoint.initial(config, 10).encode()).isNotEqualTo(network.encode());
  }

  @Test
  void a_damaged_file_is_refused_in_one_line() {
    byte[] cut = Arrays.copyOf(network.encode(), 700);

    assertThatThrownBy(() -> CnnCheckpoint.decode(cut, "cut.safetensors"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Checkpoint cut.safetensors cannot be used: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void other_tensors_are_no_network() {
    byte[] bytes = Safetensors.encode(new TensorFile(network.weights(), new TreeMap<>()));

    assertThatThrownBy(() -> CnnCheckpoint.decode(bytes, "decoder.safetensors"))
        .hasMessage(
            "Checkpoint decoder.safetensors cannot be used: its metadata have no architecture;"
                + " give a network that feature-maps wrote");
  }

  @Test
  void weights_of_another_architecture_are_refused_by_name() {
    SortedMap<String, Tensor> missing = new TreeMap<>(network.weights());
    missing.remove("layer4.norm.bias");
    assertThatThrownBy(() -> new CnnCheckpoint(config, missing, new TreeMap<>()))
        .hasMessage("The network's array layer4.norm.bias is missing");

    assertThatThrownBy(
            () -> new CnnCheckpoint(config.withClasses(7), network.weights(), new TreeMap<>()))
        .hasMessage(
            "The network's array layer9.conv.weight has shape [7, 4, 1, 1], the stored one"
                + " [3, 4, 1, 1]");
  }

  @Test
  void a_checkpoint_of_another_architecture_is_refused_with_both_named() {
    assertThatThrownBy(
            () -> network.requireArchitecture(AllCnnConfig.defaults(), "other.safetensors"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INPUT))
        .hasMessageStartingWith("Checkpoint other.safetensors has architecture {\"classes\":3,")
        .hasMessageContaining("the config says {\"classes\":10,");
  }
}
