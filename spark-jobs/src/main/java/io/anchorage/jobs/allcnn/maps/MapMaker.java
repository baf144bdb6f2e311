package io.anchorage.jobs.allcnn.maps;

import io.anchorage.learn.cnn.Canvas;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.learn.cnn.FrozenCnn;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Computes feature maps as signals. It keeps the maps of the last image and phase, so that a
 * network runs once for all its layers. Not thread-safe.
 */
public final class MapMaker {
  private final FeatureMaps config;
  private final Map<MapPhase, FrozenCnn> networks = new EnumMap<>(MapPhase.class);
  private String image = "";
  private MapPhase phase;
  private List<float[]> maps;

  public MapMaker(FeatureMaps config, MapNetworks networks) {
    this.config = config;
    for (MapPhase each : config.phases()) {
      CnnCheckpoint network = networks.of(each);
      this.networks.put(each, new FrozenCnn(network.config(), network.weights()));
    }
  }

  /**
   * A map as a signal: its values after the ReLU, and a normalisation that scales the largest to 1.
   *
   * @param pixels of the image, in the network's size
   * @throws BadImageException in one line, if the network does not accept such images
   */
  public Signal signal(MapId id, Raster pixels) throws BadImageException {
    if (!id.image().equals(image) || id.phase() != phase) {
      float[] canvas = Canvas.of(config.network(), pixels);
      maps = networks.get(id.phase()).maps(canvas, config.lastLayer());
      image = id.image();
      phase = id.phase();
    }
    float[] values = maps.get(id.layer() - 1);
    ConvLayer layer = config.network().layer(id.layer());
    return new Signal(
        id.toString(), Grid.image(layer.side(), layer.side()), scale(layer, values), values);
  }

  /** Scales a map's largest value to 1. */
  static Normalisation scale(ConvLayer layer, float[] values) {
    float largest = largest(values);
    float scale = largest > 0 ? 1 / largest : 1;
    return new Normalisation(
        Collections.nCopies(layer.outputs(), 0f), Collections.nCopies(layer.outputs(), scale));
  }

  static float largest(float[] values) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  static float smallest(float[] values) {
    float smallest = Float.POSITIVE_INFINITY;
    for (float value : values) {
      smallest = Math.min(smallest, value);
    }
    return smallest;
  }
}
