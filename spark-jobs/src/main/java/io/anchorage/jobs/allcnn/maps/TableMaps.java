package io.anchorage.jobs.allcnn.maps;

import io.anchorage.jobs.report.OriginalImages;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.UnitImage;
import java.util.Optional;

/** The feature maps that a table's fields were fitted to. */
record TableMaps(OriginalImages images, OriginalMaps maps, MapSheet sheet) implements Targets {
  @Override
  public String words() {
    return "maps";
  }

  @Override
  public Optional<String> missing() {
    return images.missing();
  }

  @Override
  public float[] pixels(FieldSummary field) {
    return maps.find(field)
        .map(map -> UnitImage.samples(map.values(), map.normalisation()))
        .orElse(null);
  }

  @Override
  public boolean isChanged(FieldSummary field) {
    return images.isChanged(MapId.parse(field.id()).image(), field);
  }

  @Override
  public Sheet sheet(int count) {
    return sheet.draw(count);
  }
}
