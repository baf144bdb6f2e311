package io.anchorage.jobs.source;

import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.source.Listing.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Derives splits and stems from the names of Parquet files. The split is a word of the file's name
 * ({@code train-00000-of-00002.parquet}) or the name of a folder above it.
 */
final class ParquetNames {
  /** The number of shards, which changes when a dataset grows; a hash may follow it. */
  private static final Pattern COUNT = Pattern.compile("-of-\\d+(?=$|-[0-9a-f]{16}$)");

  private static final Pattern WORDS = Pattern.compile("[-_. ]");

  private final Input input;
  private final boolean running;

  ParquetNames(Input input) {
    this.input = input;
    this.running = input.config().ids() == Ids.RUNNING;
  }

  /** The files of the wanted splits, in the order given. */
  List<ParquetFile> files(Listing listing) {
    Set<String> named = splits(listing.tables());
    requireSome(named);
    List<ParquetFile> files = new ArrayList<>();
    Map<String, String> stems = new HashMap<>();
    for (Entry entry : listing.tables()) {
      String split = named.isEmpty() ? null : Splits.settle(split(entry), named);
      if (split == null || input.wants(split)) {
        String stem = stem(entry.path());
        String same = stems.put(stem, entry.path());
        if (same != null && !running) {
          throw twice(same, entry.path(), stem);
        }
        String location = Listing.location(listing.root().toString(), entry.path());
        files.add(new ParquetFile(location, stem, split, entry.stamp()));
      }
    }
    return files;
  }

  private void requireSome(Set<String> named) {
    if (!named.isEmpty()) {
      Set<String> settled = new TreeSet<>();
      named.forEach(split -> settled.add(Splits.settle(split, named)));
      input.requireSome(settled);
    } else if (input.config().testFraction() == 0) {
      input.requireSome(List.of(Splits.TRAIN));
    }
  }

  private RuntimeException twice(String first, String second, String stem) {
    return input.error(
        "%s has two Parquet files whose rows would have the same ids ("
            + input.dataset()
            + "/"
            + stem
            + "/0, ...): "
            + first
            + " and "
            + second
            + "; remove the one that is out of date, or rename one");
  }

  static String stem(String path) {
    String stem = path.substring(0, path.lastIndexOf('.'));
    return COUNT.matcher(stem).replaceFirst("");
  }

  /** The splits that the files are named after; empty if they name none. */
  private Set<String> splits(List<Entry> entries) {
    Set<String> named = new TreeSet<>();
    String outside = null;
    for (Entry entry : entries) {
      String split = split(entry);
      if (split == null) {
        outside = outside == null ? entry.path() : outside;
      } else {
        named.add(split);
      }
    }
    if (!named.isEmpty() && outside != null) {
      throw input.error(
          "%s has Parquet tables named after splits ("
              + String.join(", ", named)
              + ") but also others, such as "
              + outside
              + "; rename or move those");
    }
    if (!named.isEmpty()) {
      input.refuseTestFraction("the tables are named after splits: " + String.join(", ", named));
    }
    return named;
  }

  private String split(Entry entry) {
    String name = entry.name();
    String split = word(name.substring(0, name.lastIndexOf('.')));
    List<String> folders = entry.folders();
    for (int f = folders.size() - 1; f >= 0 && split == null; f--) {
      split = Splits.named(folders.get(f));
    }
    return split;
  }

  /** Tables with running numbers were made when only the part before a dash was looked at. */
  private String word(String stem) {
    if (running) {
      int dash = stem.indexOf('-');
      return Splits.named(dash < 0 ? stem : stem.substring(0, dash));
    }
    return Arrays.stream(WORDS.split(stem))
        .map(Splits::named)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
