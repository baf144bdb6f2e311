package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.Listing.Entry;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.ErrorText;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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

  private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private final Input input;
  private final Set<Finding> findings;
  private final boolean running;

  /**
   * @param findings takes what was guessed
   */
  ParquetNames(Input input, Set<Finding> findings) {
    this.input = input;
    this.findings = findings;
    this.running = input.config().ids() == Ids.RUNNING;
  }

  /** The files of the wanted splits, in the order given. */
  List<ParquetFile> files(Listing listing) throws IOException {
    String root = listing.root().toString();
    List<Entry> tables =
        new ParquetSubsets(input, this::split, findings).chosen(root, complete(listing.tables()));
    Set<String> named = splits(tables);
    requireSome(named);
    List<ParquetFile> files = new ArrayList<>();
    Map<String, String> stems = new HashMap<>();
    for (Entry entry : tables) {
      String split = named.isEmpty() ? null : Splits.settle(split(entry), named);
      if (split == null || input.wants(split)) {
        String stem = stem(entry.path());
        String same = stems.put(stem, entry.path());
        if (same != null && !running) {
          throw twice(same, entry.path(), stem);
        }
        String location = Listing.location(root, entry.path());
        if (entry.problem() != null) {
          throw new UserException(
              Kind.INPUT,
              "Parquet file %s %s".formatted(ErrorText.shown(location), entry.problem()));
        }
        files.add(new ParquetFile(location, stem, split, partitions(entry), entry.stamp()));
      }
    }
    return files;
  }

  /**
   * Leaves out what lies in folders such as {@code _temporary}, where Spark and Hive keep what a
   * job that failed has not finished.
   */
  private List<Entry> complete(List<Entry> tables) {
    List<Entry> unfinished =
        tables.stream()
            .filter(entry -> entry.folders().stream().anyMatch(name -> name.startsWith("_")))
            .toList();
    if (running || unfinished.isEmpty() || unfinished.size() == tables.size()) {
      return tables;
    }
    findings.add(
        Finding.leftOut(
            "%d tables in folders that begin with _, such as %s"
                .formatted(unfinished.size(), ErrorText.shown(unfinished.get(0).path()))));
    List<Entry> others = new ArrayList<>(tables);
    others.removeAll(unfinished);
    return others;
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
    String partition = running ? null : partitions(entry).get("split");
    return split == null && partition != null ? Splits.named(partition) : split;
  }

  /** Values by column from folders such as {@code label=cat}, as Spark and Hive write them. */
  private static Map<String, String> partitions(Entry entry) {
    Map<String, String> values = new TreeMap<>();
    for (String folder : entry.folders()) {
      int equals = folder.indexOf('=');
      String value = folder.substring(equals + 1);
      if (equals > 0) {
        values.put(folder.substring(0, equals), value.equals(NO_VALUE) ? "" : unescaped(value));
      }
    }
    return values;
  }

  private static String unescaped(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
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
