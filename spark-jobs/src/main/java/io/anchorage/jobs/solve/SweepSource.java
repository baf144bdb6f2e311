package io.anchorage.jobs.solve;

import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.signal.Raster;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The cases of a sweep in the place of images: there is nothing to read, an id says all.
 *
 * @param dataset the equation's name
 * @param ids of the cases
 */
record SweepSource(String dataset, List<String> ids) implements ImageSource {
  private static final long serialVersionUID = 1;
  private static final String SPLIT = "train";

  SweepSource {
    ids = List.copyOf(ids);
  }

  @Override
  public Iterator<ItemRef> items() {
    List<ItemRef> items = new ArrayList<>(ids.size());
    for (String id : ids) {
      items.add(new ItemRef(id, SPLIT, items.size(), "", 0, 1, FileStamp.UNKNOWN));
    }
    return items.iterator();
  }

  @Override
  public List<String> labelNames() {
    return List.of();
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    return items.stream()
        .<SourceImage>map(item -> new SourceImage.Decoded(item, nothing(), -1, ""))
        .iterator();
  }

  /** A case has no pixels. */
  private static Raster nothing() {
    return new Raster(1, 1, 1, Byte.SIZE, new char[1]);
  }
}
