package io.anchorage.jobs.source;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Lists items that follow from their numbers, part after part. Only one exists at a time: a stream
 * over parts would hold all items of a part as soon as its iterator is asked for the first.
 */
public final class CountedItems implements Iterator<ItemRef> {
  private final Iterator<? extends Part> parts;
  private Part part;
  private long next;

  /** Some items of a source, such as those of one file. */
  public interface Part {
    /** Returns the number of items. */
    long count();

    /**
     * Makes an item.
     *
     * @param number 0 .. {@link #count} - 1
     */
    ItemRef item(long number);
  }

  public CountedItems(List<? extends Part> parts) {
    this.parts = parts.iterator();
  }

  @Override
  public boolean hasNext() {
    while ((part == null || next == part.count()) && parts.hasNext()) {
      part = parts.next();
      next = 0;
    }
    return part != null && next < part.count();
  }

  @Override
  public ItemRef next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more images");
    }
    return part.item(next++);
  }
}
