package io.anchorage.jobs.source.folder;

import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Listing.Entry;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the split folders of a dataset are. They are the outermost folders; or they lie below one
 * folder that holds all images, as in the archive that a dataset was downloaded as.
 *
 * @param level how many folders lie above the split folders; 0 if there are none
 * @param named the splits that the folders are named after; empty if there are none
 * @param doubled split folders whose only entry is a folder of their own name, such as {@code
 *     train/train}
 * @param findings what was guessed
 */
record SplitFolders(int level, Set<String> named, Set<String> doubled, List<Finding> findings) {

  /**
   * Finds the split folders of some files.
   *
   * @throws io.anchorage.UserException if some images are in split folders and others are not, or
   *     the split folders lie below different folders
   */
  static SplitFolders of(Input input, List<Entry> entries) {
    List<String> common = common(entries);
    for (int level = 0; level <= common.size(); level++) {
      int at = level;
      Entry outside = entries.stream().filter(e -> split(e, at) == null).findFirst().orElse(null);
      Set<String> named =
          entries.stream()
              .map(entry -> split(entry, at))
              .filter(split -> split != null)
              .collect(Collectors.toCollection(TreeSet::new));
      boolean taken = level == 0 ? !named.isEmpty() : named.size() > 1 || outside == null;
      if (!taken || entries.isEmpty()) {
        continue;
      }
      if (outside != null) {
        throw input.error(
            "%s has split folders ("
                + String.join(", ", named)
                + ") but also images outside them, such as "
                + ErrorText.shown(outside.path())
                + "; move those images, or list the splits in a CSV file named by source.labels");
      }
      input.refuseTestFraction("the input has split folders: " + String.join(", ", named));
      return new SplitFolders(
          level, named, doubled(entries, level), guesses(entries, common.subList(0, level), named));
    }
    return new SplitFolders(0, Set.of(), Set.of(), deeper(input, entries));
  }

  private static String split(Entry entry, int level) {
    List<String> folders = entry.folders();
    return folders.size() > level ? Splits.ofFolder(folders.get(level)) : null;
  }

  /** The folders that all files lie in. */
  private static List<String> common(List<Entry> entries) {
    List<String> common = entries.isEmpty() ? List.of() : entries.get(0).folders();
    for (Entry entry : entries) {
      List<String> folders = entry.folders();
      int same = 0;
      while (same < Math.min(common.size(), folders.size())
          && common.get(same).equals(folders.get(same))) {
        same++;
      }
      common = common.subList(0, same);
    }
    return common;
  }

  private static Set<String> doubled(List<Entry> entries, int level) {
    Set<String> doubled = new TreeSet<>();
    Set<String> single = new TreeSet<>();
    for (Entry entry : entries) {
      List<String> folders = entry.folders();
      String split = folders.get(level);
      boolean twice = folders.size() > level + 1 && folders.get(level + 1).equals(split);
      (twice ? doubled : single).add(split);
    }
    doubled.removeAll(single);
    return Set.copyOf(doubled);
  }

  private static List<Finding> guesses(
      List<Entry> entries, List<String> wrapper, Set<String> named) {
    List<Finding> guesses = new ArrayList<>();
    if (!wrapper.isEmpty()) {
      guesses.add(
          Finding.guessed(
              "%s holds all images in its split folders, and is no class"
                  .formatted(ErrorText.shown(String.join("/", wrapper)))));
    }
    Set<String> longer = new TreeSet<>();
    for (Entry entry : entries) {
      String folder = entry.folders().get(wrapper.size());
      if (Splits.named(folder) == null) {
        longer.add(folder + " for " + Splits.ofFolder(folder));
      }
    }
    if (!longer.isEmpty()) {
      guesses.add(
          Finding.guessed(
              "folders stand for splits: " + ErrorText.shown(String.join(", ", longer))));
    }
    if (named.contains(Splits.VAL) && !named.contains(Splits.TEST)) {
      guesses.add(Finding.guessed("val is the test split, as there is no other"));
    }
    return List.copyOf(guesses);
  }

  /** What folders deeper down mean that are named like splits. */
  private static List<Finding> deeper(Input input, List<Entry> entries) {
    Set<String> found = new TreeSet<>();
    boolean all = !entries.isEmpty();
    Set<String> splits = new TreeSet<>();
    for (Entry entry : entries) {
      List<String> folders = entry.folders();
      boolean inside = false;
      for (int level = 0; level < folders.size() && !inside; level++) {
        inside = split(entry, level) != null;
        if (inside) {
          found.add(String.join("/", folders.subList(0, level + 1)));
          splits.add(split(entry, level));
        }
      }
      all &= inside;
    }
    if (found.isEmpty()) {
      return List.of();
    }
    String first = ErrorText.shown(found.iterator().next());
    if (all && splits.size() > 1) {
      throw input.error(
          "%s has its split folders below others, such as "
              + first
              + "; move them to the top, or list the splits in a CSV file named by source.labels");
    }
    return List.of(
        Finding.guessed(
            "%d folders named like splits lie below others and are none, such as %s"
                .formatted(found.size(), first)));
  }

  /** The split that a file's folder is named after. */
  String of(Entry entry) {
    return Splits.settle(split(entry, level), named);
  }

  /** The folders of a file that may name its class, outermost first. */
  List<String> below(Entry entry) {
    List<String> folders = entry.folders();
    if (named.isEmpty()) {
      return folders;
    }
    int split = doubled.contains(folders.get(level)) ? level + 1 : level;
    return folders.subList(split + 1, folders.size());
  }
}
