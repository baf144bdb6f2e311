package io.anchorage.jobs.allcnn.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MapNetworksTest {
  private static final AllCnnConfig SMALL = Maps.config().maps().network();

  private static CnnCheckpoint network(long seed) {
    CnnCheckpoint drawn = CnnCheckpoint.initial(SMALL, seed);
    return new CnnCheckpoint(
        SMALL, drawn.weights(), new TreeMap<>(Map.of("seed", Long.toString(seed))));
  }

  @Test
  void the_networks_of_a_table_come_back_as_they_were() {
    MapNetworks networks =
        new MapNetworks(Map.of(MapPhase.INITIALISED, network(0), MapPhase.TRAINED, network(1)));

    MapNetworks read = MapNetworks.decode(networks.encode(), SMALL, "of a table");

    assertThat(read.of(MapPhase.TRAINED).encode()).isEqualTo(network(1).encode());
    assertThat(read.of(MapPhase.INITIALISED).about()).isEqualTo(network(0).about());
    assertThat(read.of(MapPhase.GIVEN)).isNull();
    assertThat(read.encode()).isEqualTo(networks.encode());
  }

  @Test
  void of_the_networks_beside_a_table_the_trained_one_can_be_given_to_another() {
    byte[] both =
        new MapNetworks(Map.of(MapPhase.INITIALISED, network(0), MapPhase.TRAINED, network(1)))
            .encode();
    byte[] first = new MapNetworks(Map.of(MapPhase.INITIALISED, network(0))).encode();

    assertThat(seedOf(both)).isEqualTo("1");
    assertThat(seedOf(first)).isEqualTo("0");
    assertThat(seedOf(network(2).encode())).isEqualTo("2");
  }

  /** Of the one network taken from a file; its weights are those of this seed, too. */
  private static String seedOf(byte[] file) {
    CnnCheckpoint one = MapNetworks.one(file, "n.safetensors");
    String seed = one.about().get("seed");
    assertThat(one.encode()).isEqualTo(network(Long.parseLong(seed)).encode());
    return seed;
  }

  @Test
  void what_is_no_network_is_refused_in_one_line() {
    assertThatThrownBy(
            () -> MapNetworks.one("weights".getBytes(StandardCharsets.UTF_8), "n.safetensors"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Checkpoint n.safetensors cannot be used: ")
        .hasMessageNotContaining("\n");
  }
}
