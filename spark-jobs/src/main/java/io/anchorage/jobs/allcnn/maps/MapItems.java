package io.anchorage.jobs.allcnn.maps;

import io.anchorage.jobs.source.DerivedItems;
import java.util.ArrayList;
import java.util.List;

/** The feature maps of an image as items of a run: phase by phase, layer by layer. */
record MapItems(FeatureMaps maps) implements DerivedItems.Ids {
  private static final long serialVersionUID = 1;

  @Override
  public List<String> items(String image) {
    List<String> ids = new ArrayList<>();
    for (MapPhase phase : maps.phases()) {
      for (int layer : maps.layers()) {
        ids.add(new MapId(image, phase, layer).toString());
      }
    }
    return ids;
  }

  @Override
  public String image(String item) {
    return MapId.parse(item).image();
  }
}
