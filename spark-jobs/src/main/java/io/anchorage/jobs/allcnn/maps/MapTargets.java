package io.anchorage.jobs.allcnn.maps;

import io.anchorage.field.Field;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.jobs.fit.ItemSignals;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.signal.Signal;

/**
 * Computes feature maps on the executor that fits them.
 *
 * <p>Not a record, because {@code networks} is a large array that is shared and never compared.
 */
final class MapTargets implements ItemSignals {
  private static final long serialVersionUID = 1;

  private final Signals images;
  private final FeatureMaps maps;
  private final byte[] networks;

  /**
   * @param images how an image is transformed before the network sees it
   * @param networks content of the networks' file
   */
  MapTargets(Signals images, FeatureMaps maps, byte[] networks) {
    this.images = images;
    this.maps = maps;
    this.networks = networks;
  }

  @Override
  public Reader reader() {
    MapMaker maker = new MapMaker(maps, MapNetworks.decode(networks, maps.network(), "of the run"));
    return (id, decoded) -> {
      MapId map = MapId.parse(id);
      return maker.signal(map, images.pixels(map.image(), decoded));
    };
  }

  /** Layers differ in the number of channels. */
  @Override
  public int channels() {
    return 0;
  }

  @Override
  public Field field(Signal signal, FieldOutcome.Fitted fitted) {
    return MapColumns.field(maps, signal, fitted);
  }
}
