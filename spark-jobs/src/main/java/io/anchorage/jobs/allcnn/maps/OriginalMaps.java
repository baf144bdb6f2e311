package io.anchorage.jobs.allcnn.maps;

import io.anchorage.jobs.report.OriginalImages;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import java.util.Optional;

/**
 * The feature maps that a table was fitted to, made again from its images and its networks. Not
 * thread-safe.
 */
final class OriginalMaps {
  private final OriginalImages images;
  private final MapMaker maker;

  /**
   * @param recipe the table's
   * @throws io.anchorage.UserException if the networks are not there
   */
  OriginalMaps(FieldTable table, MapRecipe recipe, OriginalImages images) {
    String name = "of " + table.files().root();
    this.images = images;
    this.maker =
        new MapMaker(
            recipe.maps(),
            MapNetworks.decode(table.sharedParameters(), recipe.maps().network(), name));
  }

  /** The map that a field was fitted to, if its image is there. */
  Optional<Signal> find(FieldSummary field) {
    MapId id = MapId.parse(field.id());
    Optional<Raster> pixels = images.find(id.image(), field.pixelHash());
    if (pixels.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(maker.signal(id, pixels.get()));
    } catch (BadImageException e) {
      return Optional.empty();
    }
  }

  /** The image that a field's map is one of. */
  Optional<Raster> image(FieldSummary field) {
    return images.find(MapId.parse(field.id()).image(), field.pixelHash());
  }
}
