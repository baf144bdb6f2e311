package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The networks whose maps a table holds, in one safetensors file in the table's folder: arrays are
 * named {@code PHASE/NAME}, notes about a network {@code PHASE/KEY}.
 */
public final class MapNetworks {
  private final Map<MapPhase, CnnCheckpoint> networks;

  public MapNetworks(Map<MapPhase, CnnCheckpoint> networks) {
    this.networks = new EnumMap<>(networks);
  }

  /** The network of a phase of the table. */
  public CnnCheckpoint of(MapPhase phase) {
    return networks.get(phase);
  }

  byte[] encode() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    SortedMap<String, String> about = new TreeMap<>();
    networks.forEach(
        (phase, network) -> {
          network.weights().forEach((name, t) -> tensors.put(phase.word() + "/" + name, t));
          network.metadata().forEach((key, text) -> about.put(phase.word() + "/" + key, text));
        });
    return Safetensors.encode(new TensorFile(tensors, about));
  }

  /**
   * Reads the file.
   *
   * @param config the table's architecture
   * @param name what messages call the file
   * @throws UserException of kind INPUT in one line, if it is damaged or has another architecture
   */
  public static MapNetworks decode(byte[] bytes, AllCnnConfig config, String name) {
    try {
      TensorFile file = Safetensors.decode(bytes, name);
      Map<MapPhase, CnnCheckpoint> networks = new EnumMap<>(MapPhase.class);
      for (MapPhase phase : MapPhase.values()) {
        SortedMap<String, Tensor> tensors = under(phase, file.tensors());
        if (!tensors.isEmpty()) {
          SortedMap<String, String> about = under(phase, file.metadata());
          about.remove(CnnCheckpoint.ARCHITECTURE);
          networks.put(phase, new CnnCheckpoint(config, tensors, about));
        }
      }
      return new MapNetworks(networks);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT, "The networks %s cannot be used: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Reads one network from a file: a checkpoint, or the networks of a table, of which it takes the
   * trained one if there is one, else the given, else the initialised one.
   *
   * @param name what messages call the file
   * @throws UserException of kind INPUT in one line, if it is damaged or holds no network
   */
  static CnnCheckpoint one(byte[] bytes, String name) {
    return CnnCheckpoint.decode(ofTable(bytes, name).orElse(bytes), name);
  }

  private static Optional<byte[]> ofTable(byte[] bytes, String name) {
    try {
      TensorFile file = Safetensors.decode(bytes, name);
      for (MapPhase phase : List.of(MapPhase.TRAINED, MapPhase.GIVEN, MapPhase.INITIALISED)) {
        SortedMap<String, Tensor> tensors = under(phase, file.tensors());
        if (!tensors.isEmpty()) {
          SortedMap<String, String> metadata = under(phase, file.metadata());
          return Optional.of(Safetensors.encode(new TensorFile(tensors, metadata)));
        }
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
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
