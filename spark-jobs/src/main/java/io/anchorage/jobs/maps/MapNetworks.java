package io.anchorage.jobs.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.config.MapPhase;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The networks whose maps a table holds, in one safetensors file beside it: arrays are named {@code
 * PHASE/NAME}, what is said of a network {@code PHASE/KEY}.
 */
public final class MapNetworks {
  private final Map<MapPhase, CnnCheckpoint> networks;

  MapNetworks(Map<MapPhase, CnnCheckpoint> networks) {
    this.networks = new EnumMap<>(networks);
  }

  /** The network of a phase that the table has. */
  public CnnCheckpoint of(MapPhase phase) {
    return networks.get(phase);
  }

  byte[] encode() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    SortedMap<String, String> about = new TreeMap<>();
    networks.forEach(
        (phase, network) -> {
          network.weights().forEach((name, t) -> tensors.put(phase.word() + "/" + name, t));
          network.about().forEach((key, text) -> about.put(phase.word() + "/" + key, text));
        });
    return Safetensors.encode(new TensorFile(tensors, about));
  }

  /**
   * Reads the file.
   *
   * @param config the table's architecture
   * @param name what messages call the file
   * @throws UserException of kind INPUT in one line, if it is damaged or of another architecture
   */
  public static MapNetworks decode(byte[] bytes, AllCnnConfig config, String name) {
    try {
      TensorFile file = Safetensors.decode(bytes, name);
      Map<MapPhase, CnnCheckpoint> networks = new EnumMap<>(MapPhase.class);
      for (MapPhase phase : MapPhase.values()) {
        SortedMap<String, Tensor> tensors = under(phase, file.tensors());
        if (!tensors.isEmpty()) {
          networks.put(phase, new CnnCheckpoint(config, tensors, under(phase, file.metadata())));
        }
      }
      return new MapNetworks(networks);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT, "The networks %s cannot be used: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static <T> SortedMap<String, T> under(MapPhase phase, SortedMap<String, T> all) {
    String prefix = phase.word() + "/";
    SortedMap<String, T> found = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }
}
