package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.ClassNames;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.source.Tally;
import io.anchorage.jobs.source.parquet.LabelColumn.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers the classes of several Parquet tables. Names given by Hugging Face's metadata keep their
 * numbers, the training split's first; numbers of a table whose names are in another order are
 * mapped by name. Names that are in the rows themselves follow in sorted order, as those of folders
 * would.
 */
final class ClassSurvey {
  private final List<ParquetTable> tables;
  private final List<LabelCensus> censuses;
  private final String undecided;
  private final Set<Finding> findings;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * @param censuses what the label columns hold, table by table
   * @param undecided the name of the split of tables whose names give none
   * @param findings takes what was found and guessed
   */
  ClassSurvey(
      List<ParquetTable> tables,
      List<LabelCensus> censuses,
      String undecided,
      Set<Finding> findings) {
    this.tables = tables;
    this.undecided = undecided;
    this.censuses = censuses;
    this.findings = findings;
  }

  ParquetClasses classes() {
    namesOfMetadata();
    namesOfRows();
    ParquetClasses classes = new ParquetClasses(List.copyOf(names));
    count(classes);
    return classes;
  }

  private void namesOfMetadata() {
    List<ParquetTable> ordered = new ArrayList<>(tables);
    ordered.removeIf(table -> table.label() == null || table.label().names().isEmpty());
    ordered.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    for (ParquetTable table : ordered) {
      List<String> own = table.label().names();
      if (!names.isEmpty() && !startsWith(names, own)) {
        findings.add(
            Finding.guessed(
                "class names of %s differ from those of %s: classes are matched by name"
                    .formatted(table.file().name(), ordered.get(0).file().name())));
      }
      names.addAll(own);
    }
  }

  private static int rank(ParquetTable table) {
    return Splits.TRAIN.equals(table.file().split()) ? 0 : 1;
  }

  private static boolean startsWith(Set<String> names, List<String> own) {
    return names.size() >= own.size() && List.copyOf(names).subList(0, own.size()).equals(own);
  }

  private void namesOfRows() {
    Set<String> texts = new TreeSet<>();
    ParquetTable withTexts = null;
    ParquetTable withNumbers = null;
    for (int t = 0; t < tables.size(); t++) {
      ParquetTable table = tables.get(t);
      texts.addAll(censuses.get(t).texts().keySet());
      boolean bool = table.label() != null && table.label().kind() == LabelColumn.Kind.BOOLEAN;
      if (bool) {
        texts.addAll(List.of("false", "true"));
      }
      if (!censuses.get(t).texts().isEmpty()) {
        withTexts = table;
      }
      if (!censuses.get(t).numbers().isEmpty() && table.label().names().isEmpty()) {
        withNumbers = table;
      }
    }
    if (withNumbers != null && !names.isEmpty()) {
      findings.add(
          Finding.guessed(
              "class numbers of %s have no names there: those of other tables are taken"
                  .formatted(withNumbers.file().name())));
    } else if (withNumbers != null && withTexts != null) {
      throw new UserException(
          Kind.INPUT,
          "Labels are numbers in %s but texts in %s: choose a column that is alike in both with source.label-column"
              .formatted(withNumbers.location(), withTexts.location()));
    }
    names.addAll(ClassNames.sorted(texts));
  }

  private void count(ParquetClasses classes) {
    Map<Integer, Long> counts = new TreeMap<>();
    Tally beyond = new Tally();
    Tally without = new Tally();
    long labelled = 0;
    for (int t = 0; t < tables.size(); t++) {
      LabelColumn column = tables.get(t).label();
      LabelCensus census = censuses.get(t);
      for (var entry : census.numbers().entrySet()) {
        Value value = new Value(entry.getKey(), "");
        counts.merge(classes.of(column, value).number(), entry.getValue(), Long::sum);
        if (!column.names().isEmpty() && entry.getKey() >= column.names().size()) {
          beyond.add(entry.getKey().toString(), entry.getValue());
        }
        labelled += entry.getValue();
      }
      for (var entry : census.texts().entrySet()) {
        Value value = new Value(-1, entry.getKey());
        counts.merge(classes.of(column, value).number(), entry.getValue(), Long::sum);
        labelled += entry.getValue();
      }
      if (census.without() > 0) {
        without.add(tables.get(t).splitOr(undecided), census.without());
      }
    }
    if (labelled > 0) {
      tell(counts, beyond);
    }
    if (!without.isEmpty()) {
      findings.add(Finding.found("rows without a label: " + without.words()));
    }
  }

  private void tell(Map<Integer, Long> counts, Tally beyond) {
    List<String> all = List.copyOf(names);
    Tally tally = new Tally();
    String unnamed = all.isEmpty() ? "" : "class ";
    counts.forEach(
        (number, count) ->
            tally.add(
                number < all.size() && !all.get(number).isEmpty()
                    ? all.get(number)
                    : unnamed + number,
                count));
    String what = all.isEmpty() ? "classes: %d without names (%s)" : "classes: %d (%s)";
    findings.add(Finding.found(what.formatted(tally.names(), tally.words())));
    if (!beyond.isEmpty()) {
      findings.add(
          Finding.guessed(
              "labels beyond the class names stay classes without a name: " + beyond.words()));
    }
  }
}
