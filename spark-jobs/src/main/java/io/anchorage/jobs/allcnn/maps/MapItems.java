package io.anchorage.jobs.allcnn.maps;

import io.anchorage.jobs.config.FeatureMaps;
import io.anchorage.jobs.config.MapPhase;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A dataset whose items are the feature maps of another's images: image by image, phase by phase,
 * layer by layer. An image is read once for all its maps that stand side by side in a task.
 */
final class MapItems implements ImageSource {
  private static final long serialVersionUID = 1;

  private final ImageSource images;
  private final FeatureMaps maps;

  MapItems(ImageSource images, FeatureMaps maps) {
    this.images = images;
    this.maps = maps;
  }

  @Override
  public String dataset() {
    return images.dataset();
  }

  @Override
  public List<String> labelNames() {
    return images.labelNames();
  }

  @Override
  public Iterator<ItemRef> items() {
    Iterator<ItemRef> all = images.items();
    return new Iterator<>() {
      private Iterator<ItemRef> own = List.<ItemRef>of().iterator();

      @Override
      public boolean hasNext() {
        return own.hasNext() || all.hasNext();
      }

      @Override
      public ItemRef next() {
        if (!own.hasNext()) {
          own = mapsOf(all.next()).iterator();
        }
        return own.next();
      }
    };
  }

  private List<ItemRef> mapsOf(ItemRef image) {
    return ids(maps, image.id()).stream().map(id -> named(image, id)).toList();
  }

  /** The ids of an image's maps, phase by phase, layer by layer. */
  static List<String> ids(FeatureMaps maps, String image) {
    List<String> ids = new ArrayList<>();
    for (MapPhase phase : maps.phases()) {
      for (int layer : maps.layers()) {
        ids.add(new MapId(image, phase, layer).toString());
      }
    }
    return ids;
  }

  private static ItemRef named(ItemRef item, String id) {
    return new ItemRef(
        id, item.split(), item.index(), item.location(), item.position(), item.pixels());
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    List<ItemRef> distinct = new ArrayList<>();
    List<List<ItemRef>> groups = new ArrayList<>();
    for (ItemRef item : items) {
      ItemRef image = named(item, MapId.parse(item.id()).image());
      if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(image)) {
        distinct.add(image);
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(item);
    }
    return new Maps(images.read(distinct), groups.iterator());
  }

  /** Each image as often as it has maps. */
  private static final class Maps implements Iterator<SourceImage> {
    private final Iterator<SourceImage> images;
    private final Iterator<List<ItemRef>> groups;
    private SourceImage image;
    private Iterator<ItemRef> own = List.<ItemRef>of().iterator();

    Maps(Iterator<SourceImage> images, Iterator<List<ItemRef>> groups) {
      this.images = images;
      this.groups = groups;
    }

    @Override
    public boolean hasNext() {
      return own.hasNext() || groups.hasNext();
    }

    @Override
    public SourceImage next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (!own.hasNext()) {
        image = images.next();
        own = groups.next().iterator();
      }
      ItemRef item = own.next();
      if (image instanceof SourceImage.Decoded decoded) {
        return new SourceImage.Decoded(
            item, decoded.raster(), decoded.label(), decoded.labelName());
      }
      SourceImage.Unreadable bad = (SourceImage.Unreadable) image;
      return new SourceImage.Unreadable(item, bad.stage(), bad.error(), bad.message());
    }
  }
}
