package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.source.ItemRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Which images to fit: filtered by split, then by index, then by id, and finally limited to the
 * first {@code limit} images in the source's order.
 *
 * @param first lowest index in its split, from 0
 * @param last highest index in its split, inclusive
 * @param limit maximum number of images
 * @param only ids to include; empty for all
 */
public record Selection(Split split, long first, long last, long limit, Set<String> only) {
  public Selection {
    Objects.requireNonNull(split, "split");
    only = Set.copyOf(only);
    if (first < 0 || last < first) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--ids must be A..B with 0 <= A <= B, both ends included: " + first + ".." + last);
    }
    if (limit < 1) {
      throw new UserException(UserException.Kind.CONFIG, "--limit must be at least 1: " + limit);
    }
  }

  public static Selection all() {
    return new Selection(Split.ALL, 0, Long.MAX_VALUE, Long.MAX_VALUE, Set.of());
  }

  public Selection withSplit(Split value) {
    return new Selection(value, first, last, limit, only);
  }

  public Selection withLimit(long value) {
    return new Selection(split, first, last, value, only);
  }

  /** Selects the images with indices {@code from} to {@code to}, both inclusive. */
  public Selection withIds(long from, long to) {
    return new Selection(split, from, to, limit, only);
  }

  /** Selects only images with these ids; empty selects all. */
  public Selection withOnly(Set<String> ids) {
    return new Selection(split, first, last, limit, ids);
  }

  boolean holds(ItemRef item) {
    return split.holds(item.split())
        && item.index() >= first
        && item.index() <= last
        && (only.isEmpty() || only.contains(item.id()));
  }

  /** Returns the selected ones of a source's items. */
  Iterator<ItemRef> from(Iterator<ItemRef> items) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
        .filter(this::holds)
        .limit(limit)
        .iterator();
  }

  /**
   * Returns the same selection for a subject that makes several items of each image.
   *
   * @param items the items of an image, by its id; the same number for every image
   */
  public Selection of(Function<String, List<String>> items) {
    int each = items.apply("").size();
    boolean all = limit > Long.MAX_VALUE / each;
    Set<String> ids =
        only.stream().flatMap(id -> items.apply(id).stream()).collect(Collectors.toSet());
    return new Selection(split, first, last, all ? Long.MAX_VALUE : limit * each, ids);
  }

  /** Returns the selection as flags; empty if it includes everything. */
  String words() {
    List<String> words = new ArrayList<>();
    if (split != Split.ALL) {
      words.add("split " + split.flag());
    }
    if (first > 0 || last < Long.MAX_VALUE) {
      words.add("ids " + first + ".." + last);
    }
    if (limit < Long.MAX_VALUE) {
      words.add("limit " + limit);
    }
    if (!only.isEmpty()) {
      words.add(only.size() + " drawn by id");
    }
    return String.join(", ", words);
  }

  /** Selects the index range given by a flag's value, {@code A..B}, both ends inclusive. */
  public Selection withIds(String range) {
    String[] ends = range.split("\\.\\.", -1);
    try {
      if (ends.length == 2) {
        return withIds(Long.parseLong(ends[0].strip()), Long.parseLong(ends[1].strip()));
      }
    } catch (NumberFormatException e) {
      // reported below, with the value as given
    }
    throw new UserException(
        UserException.Kind.CONFIG,
        "--ids must be A..B, an index range with both ends included, such as 0..999: " + range);
  }
}
