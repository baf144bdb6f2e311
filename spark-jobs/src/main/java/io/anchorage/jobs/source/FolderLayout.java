package io.anchorage.jobs.source;

import io.anchorage.jobs.source.Listing.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Derives splits and classes from folder names: the outermost folder is the split if it is named
 * like one, and the innermost is the class.
 */
final class FolderLayout {
  private final Input input;

  FolderLayout(Input input) {
    this.input = input;
  }

  List<FolderImage> images(List<Entry> entries) {
    Set<String> splits = splits(entries);
    List<FolderImage> images = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      List<String> folders = entry.folders();
      List<String> classes = splits.isEmpty() ? folders : folders.subList(1, folders.size());
      String label = classes.isEmpty() ? "" : classes.get(classes.size() - 1);
      images.add(new FolderImage(entry.path(), split(entry, splits), label, entry.stamp()));
    }
    return images;
  }

  /** The split of a file, given what {@link #splits} found. */
  String split(Entry entry, Set<String> splits) {
    return splits.isEmpty()
        ? input.drawnSplit(input.dataset() + "/" + entry.path())
        : Splits.settle(Splits.named(entry.folders().get(0)), splits);
  }

  /** The splits that the outermost folders are named after; empty if they name none. */
  Set<String> splits(List<Entry> entries) {
    Set<String> named = new TreeSet<>();
    String outside = null;
    for (Entry entry : entries) {
      List<String> folders = entry.folders();
      String split = folders.isEmpty() ? null : Splits.named(folders.get(0));
      if (split == null) {
        outside = outside == null ? entry.path() : outside;
      } else {
        named.add(split);
      }
    }
    if (!named.isEmpty() && outside != null) {
      throw input.error(
          "%s has split folders ("
              + String.join(", ", named)
              + ") but also images outside them, such as "
              + outside
              + "; move those images, or list the splits in a CSV file named by source.labels");
    }
    if (!named.isEmpty()) {
      input.refuseTestFraction("the input has split folders: " + String.join(", ", named));
    }
    return named;
  }
}
