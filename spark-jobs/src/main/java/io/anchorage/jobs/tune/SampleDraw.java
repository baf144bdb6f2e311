package io.anchorage.jobs.tune;

import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.FitSubject;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.kernel.random.SmallestKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws the images that a sample is made of, from all of a split, by the seed and their ids. Where
 * classes are known without reading images, each gives the same number; otherwise four times as
 * many images are drawn as are wanted, of which a balanced sample can then be made.
 */
final class SampleDraw {
  private static final String PURPOSE = "tune-sample";
  private static final int WIDER = 4;

  private SampleDraw() {}

  /**
   * Draws images, or one of the items of each: where an image has several items, they take turns.
   *
   * @param count the number of images wanted; more are drawn, in place of those that turn out to be
   *     unusable
   * @return in the order of the draw; fewer than wanted if the split has no more, perhaps none
   */
  static List<ItemRef> of(
      ImageSource images, FitSubject subject, Split split, int count, long seed) {
    List<ItemRef> drawn = images(images, split, count, seed);
    if (subject.itemsOf("id").equals(List.of("id"))) {
      return drawn;
    }
    Map<String, Integer> wanted = new HashMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      List<String> own = subject.itemsOf(drawn.get(i).id());
      wanted.put(own.get(i % own.size()), i);
    }
    ItemRef[] items = new ItemRef[drawn.size()];
    subject
        .items(images)
        .items()
        .forEachRemaining(
            item -> {
              Integer place = wanted.get(item.id());
              if (place != null) {
                items[place] = item;
              }
            });
    return List.of(items);
  }

  private static List<ItemRef> images(ImageSource images, Split split, int count, long seed) {
    int reserve = count + Math.max(8, count / 4);
    Map<String, SmallestKeys<ItemRef>> classes = new TreeMap<>();
    SmallestKeys<ItemRef> unknown = new SmallestKeys<>(WIDER * reserve);
    Iterator<ItemRef> all = images.items();
    while (all.hasNext()) {
      ItemRef item = all.next();
      if (split.holds(item.split())) {
        String name = images.className(item);
        SmallestKeys<ItemRef> own =
            name == null
                ? unknown
                : classes.computeIfAbsent(name, c -> new SmallestKeys<>(reserve));
        own.offer(new Seeds(seed, item.id(), 0).key(PURPOSE), item.id(), item);
      }
    }
    List<ItemRef> drawn = inTurns(classes.values().stream().map(SmallestKeys::items).toList());
    List<ItemRef> result = new ArrayList<>(drawn.subList(0, Math.min(reserve, drawn.size())));
    result.addAll(unknown.items());
    return result;
  }

  /** The first of each list, then the second of each, and so on. */
  private static List<ItemRef> inTurns(List<List<ItemRef>> lists) {
    List<ItemRef> all = new ArrayList<>();
    int most = lists.stream().mapToInt(List::size).max().orElse(0);
    for (int rank = 0; rank < most; rank++) {
      for (List<ItemRef> list : lists) {
        if (rank < list.size()) {
          all.add(list.get(rank));
        }
      }
    }
    return all;
  }
}
