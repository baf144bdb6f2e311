package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Listing.Entry;
import io.anchorage.jobs.source.Splits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Chooses one of several datasets below an input: those that a dataset card of Hugging Face lists,
 * or those that lie in folders of their own, as in {@code plain_text/train-00000-of-00001.parquet}.
 * Folders named after splits, and those of a partition ({@code year=2026}), are no datasets.
 */
final class ParquetSubsets {
  private static final String ALL = "*";
  private static final String TOP = ".";

  private final Input input;
  private final Function<Entry, String> split;
  private final Set<Finding> findings;

  /**
   * @param split the split that a file's name gives, or null
   * @param findings takes what was guessed
   */
  ParquetSubsets(Input input, Function<Entry, String> split, Set<Finding> findings) {
    this.input = input;
    this.split = split;
    this.findings = findings;
  }

  /**
   * The files of the dataset that is wanted, in their order.
   *
   * @param root the folder that their paths are relative to
   */
  List<Entry> chosen(String root, List<Entry> tables) throws IOException {
    Map<String, List<Entry>> sets = DatasetCard.of(input.files(), root).sets(tables);
    if (sets.size() < 2) {
      sets = new TreeMap<>();
      for (Entry entry : tables) {
        sets.computeIfAbsent(folder(entry), folder -> new ArrayList<>()).add(entry);
      }
    }
    String wanted = input.config().subset();
    if (!wanted.isEmpty() && !wanted.equals(ALL)) {
      return named(wanted, sets);
    }
    if (wanted.isEmpty() && sets.size() > 1) {
      requireParts(sets);
    }
    return tables;
  }

  private List<Entry> named(String wanted, Map<String, List<Entry>> sets) {
    List<Entry> found = sets.get(wanted);
    if (found == null) {
      List<String> endings =
          sets.keySet().stream().filter(folder -> folder.endsWith("/" + wanted)).toList();
      found = endings.size() == 1 ? sets.get(endings.get(0)) : null;
    }
    if (found == null) {
      throw new UserException(
          Kind.INPUT,
          "source.subset is %s, but %s has only %s"
              .formatted(wanted, input.path(), String.join(", ", sets.keySet())));
    }
    findings.add(Finding.found("subset: " + wanted));
    int others = sets.size() - 1;
    if (others > 0) {
      findings.add(
          Finding.leftOut(
              "other subsets: "
                  + sets.keySet().stream()
                      .filter(folder -> !folder.equals(wanted) && !folder.endsWith("/" + wanted))
                      .collect(Collectors.joining(", "))));
    }
    return found;
  }

  /** Refuses folders that hold the same split each: they are datasets, not parts of one. */
  private void requireParts(Map<String, List<Entry>> sets) {
    Set<String> seen = new HashSet<>();
    for (List<Entry> files : sets.values()) {
      Set<String> own = splits(files);
      for (String name : own) {
        if (!seen.add(name)) {
          throw input.error(
              "%s has several datasets: "
                  + sets.entrySet().stream()
                      .map(set -> set.getKey() + " (" + words(set.getValue()) + ")")
                      .collect(Collectors.joining(", "))
                  + "; choose one with source.subset, or all of them with source.subset: \""
                  + ALL
                  + "\"");
        }
      }
    }
    findings.add(
        Finding.guessed(
            "tables of these folders are one dataset, source.subset takes one of them: "
                + String.join(", ", sets.keySet())));
  }

  private Set<String> splits(List<Entry> files) {
    Set<String> names = new TreeSet<>();
    for (Entry file : files) {
      String name = split.apply(file);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private String words(List<Entry> files) {
    return String.join(", ", splits(files));
  }

  private static String folder(Entry entry) {
    String folder =
        entry.folders().stream()
            .filter(name -> Splits.named(name) == null && !name.contains("="))
            .collect(Collectors.joining("/"));
    return folder.isEmpty() ? TOP : folder;
  }
}
