package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.OutOfHeap;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.kernel.random.SmallestKeys;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at a sample of a dataset's images, drawn by id from all of it, to learn how many channels
 * its images have. The result does not depend on the order of the images.
 */
final class TypicalImage {
  private static final String PURPOSE = "typical-image";

  /** Images that vote on the number of channels. */
  private static final int VOTERS = 32;

  /** Images that are tried if none of the voters can be used. */
  private static final int MORE = 1024;

  private final ImageSource source;
  private final Signals signals;
  private final FitRecipe recipe;
  private final String input;
  private String reason = "";
  private Signal found;

  /** Images of the same number of channels, of which only the smallest is kept. */
  private record Vote(int count, Signal smallest) {
    Vote plus(Vote other) {
      boolean isSmaller = other.smallest.values().length < smallest.values().length;
      return new Vote(count + other.count, isSmaller ? other.smallest : smallest);
    }
  }

  /**
   * Prepares to look; nothing is read before {@link #signal}.
   *
   * @param input the dataset's path, for messages
   */
  TypicalImage(ImageSource source, Signals signals, FitRecipe recipe, String input) {
    this.source = source;
    this.signals = signals;
    this.recipe = recipe;
    this.input = input;
  }

  /**
   * Returns a small image with the most common number of channels; with colour if two are equally
   * common.
   *
   * @throws UserException if no image of the sample can be used
   */
  Signal signal() {
    found = found == null ? find() : found;
    return found;
  }

  private Signal find() {
    List<ItemRef> drawn = drawn();
    Map<Integer, Vote> votes = votes(drawn.subList(0, Math.min(VOTERS, drawn.size())));
    if (votes.isEmpty() && drawn.size() > VOTERS) {
      Signal any = firstUsable(drawn.subList(VOTERS, drawn.size()));
      if (any != null) {
        return any;
      }
    }
    return votes.values().stream()
        .max(
            Comparator.comparingInt(Vote::count)
                .thenComparingInt(vote -> vote.smallest().channels()))
        .map(Vote::smallest)
        .orElseThrow(
            () ->
                new UserException(
                    Kind.INPUT,
                    "None of %,d images drawn from %s can be used, one because of %s"
                        .formatted(drawn.size(), input, reason)));
  }

  private List<ItemRef> drawn() {
    SmallestKeys<ItemRef> chosen = new SmallestKeys<>(VOTERS + MORE);
    Iterator<ItemRef> items = source.items();
    while (items.hasNext()) {
      ItemRef item = items.next();
      chosen.offer(recipe.seeds(item.id(), 0).key(PURPOSE), item.id(), item);
    }
    return chosen.items();
  }

  /** The usable images by number of channels; those whose palettes happen to be grey only alone. */
  private Map<Integer, Vote> votes(List<ItemRef> voters) {
    Map<Integer, Vote> votes = new TreeMap<>();
    Map<Integer, Vote> byChance = new TreeMap<>();
    Iterator<SourceImage> images = source.read(inFileOrder(voters));
    while (images.hasNext()) {
      SourceImage image = images.next();
      Signal signal = signal(image);
      if (signal != null) {
        boolean chance = signal.channels() == 1 && ((SourceImage.Decoded) image).raster().palette();
        (chance ? byChance : votes).merge(signal.channels(), new Vote(1, signal), Vote::plus);
      }
    }
    return votes.isEmpty() ? byChance : votes;
  }

  private Signal firstUsable(List<ItemRef> items) {
    Iterator<SourceImage> images = source.read(inFileOrder(items));
    Signal found = null;
    while (images.hasNext() && found == null) {
      found = signal(images.next());
    }
    return found;
  }

  /** The signal of an image; null if it cannot be used. */
  private Signal signal(SourceImage image) {
    String id = image.item().id();
    if (image instanceof SourceImage.Unreadable bad) {
      reason = reason.isEmpty() ? id + ": " + bad.message() : reason;
      return null;
    }
    try {
      return signals.of(id, ((SourceImage.Decoded) image).raster());
    } catch (BadImageException e) {
      reason = reason.isEmpty() ? id + ": " + e.getMessage() : reason;
      return null;
    } catch (OutOfMemoryError e) {
      reason = reason.isEmpty() ? id + ": " + OutOfHeap.message() : reason;
      return null;
    }
  }

  private static List<ItemRef> inFileOrder(List<ItemRef> items) {
    return items.stream()
        .sorted(Comparator.comparing(ItemRef::location).thenComparingLong(ItemRef::position))
        .toList();
  }
}
