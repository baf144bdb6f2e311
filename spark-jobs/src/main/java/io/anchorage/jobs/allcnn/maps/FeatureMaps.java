package io.anchorage.jobs.allcnn.maps;

import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * Which feature maps are fitted (He 2025, section 4.1).
 *
 * @param network the architecture
 * @param training of the network of phase {@code trained}; its seed is also that of the initialised
 *     one
 * @param phases the networks whose maps are fitted
 * @param layers whose maps are fitted, in ascending order
 * @param peak of the PSNR curve
 * @param keep whether rows also hold the maps themselves
 */
public record FeatureMaps(
    AllCnnConfig network,
    CnnTrainConfig training,
    List<MapPhase> phases,
    List<Integer> layers,
    Peak peak,
    boolean keep)
    implements Serializable {
  /** The peak of a PSNR. */
  public enum Peak {
    /** The map's largest value, which after a ReLU is also its range. */
    MAXIMUM,
    /** 1, as if maps were images. */
    ONE
  }

  public FeatureMaps {
    phases = List.copyOf(phases);
    layers = List.copyOf(layers);
    if (phases.isEmpty() || new HashSet<>(phases).size() < phases.size()) {
      throw new IllegalArgumentException(
          "phases must be at least one of initialised, trained, given, each once: " + phases);
    }
    int before = 0;
    for (int layer : layers) {
      if (layer <= before || layer > AllCnnConfig.LAYERS) {
        throw new IllegalArgumentException(
            "layers must be ascending and in 1 .. %d, the network's convolutions: %s"
                .formatted(AllCnnConfig.LAYERS, layers));
      }
      before = layer;
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("layers must be at least one: " + layers);
    }
  }

  /**
   * As published: the first six layers, before and after training. The thesis's equation 7 gives
   * seven layers, its figures and tables have six.
   */
  public static FeatureMaps defaults() {
    return new FeatureMaps(
        AllCnnConfig.defaults(),
        CnnTrainConfig.defaults(),
        List.of(MapPhase.INITIALISED, MapPhase.TRAINED),
        List.of(1, 2, 3, 4, 5, 6),
        Peak.MAXIMUM,
        false);
  }

  /** The last of the layers. */
  public int lastLayer() {
    return layers.get(layers.size() - 1);
  }
}
