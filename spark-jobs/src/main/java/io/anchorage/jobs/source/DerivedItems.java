package io.anchorage.jobs.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A dataset whose items are derived from the images of another dataset, several per image.
 * Consecutive items of the same image in a task share a single read of it.
 */
public final class DerivedItems implements ImageSource {
  private static final long serialVersionUID = 1;

  private final ImageSource images;
  private final Ids ids;

  /** Maps between the ids of images and the ids of the items derived from them. */
  public interface Ids extends Serializable {
    /** The ids of an image's items, in the order in which they are fitted. */
    List<String> items(String image);

    /** The id of the image that an item is derived from. */
    String image(String item);
  }

  public DerivedItems(ImageSource images, Ids ids) {
    this.images = images;
    this.ids = ids;
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
  public String className(ItemRef item) {
    return images.className(item);
  }

  @Override
  public List<Finding> findings() {
    return images.findings();
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
          own = itemsOf(all.next()).iterator();
        }
        return own.next();
      }
    };
  }

  private List<ItemRef> itemsOf(ItemRef image) {
    return ids.items(image.id()).stream().map(id -> named(image, id)).toList();
  }

  private static ItemRef named(ItemRef item, String id) {
    return new ItemRef(
        id,
        item.split(),
        item.index(),
        item.location(),
        item.position(),
        item.pixels(),
        item.stamp());
  }

  @Override
  public Iterator<SourceImage> read(List<ItemRef> items) {
    List<ItemRef> distinct = new ArrayList<>();
    List<List<ItemRef>> groups = new ArrayList<>();
    for (ItemRef item : items) {
      ItemRef image = named(item, ids.image(item.id()));
      if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(image)) {
        distinct.add(image);
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(item);
    }
    return new Repeated(images.read(distinct), groups.iterator());
  }

  /** Repeats each image once for each of its items. */
  private static final class Repeated implements Iterator<SourceImage> {
    private final Iterator<SourceImage> images;
    private final Iterator<List<ItemRef>> groups;
    private SourceImage image;
    private Iterator<ItemRef> own = List.<ItemRef>of().iterator();

    Repeated(Iterator<SourceImage> images, Iterator<List<ItemRef>> groups) {
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
