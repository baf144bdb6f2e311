package io.anchorage.jobs.report;

import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * Summary statistics of a field table.
 *
 * @param path the table's path
 * @param failed number of rows in the failures table
 * @param splits number of fields per split
 * @param labels number of fields per class
 * @param sizes number of fields per width x height x channels
 * @param engines the engines that fitted the fields
 * @param unit plural noun for what the fields represent
 * @param groups PSNR per group, as the subject defines groups; empty if it defines none
 * @param imagesPerSecond fields per second of fitting, over all runs that report it; 0 if none does
 * @param parametersSha256 hash of all parameters; empty unless {@link #hashed}
 * @param failures kinds of failure, most frequent first
 */
public record Inspection(
    String path,
    Manifest manifest,
    long fields,
    long failed,
    SortedMap<String, Long> splits,
    SortedMap<Label, Long> labels,
    SortedMap<String, Long> sizes,
    SortedSet<String> engines,
    String unit,
    SortedMap<String, Statistics> groups,
    Statistics psnr,
    Statistics ssim,
    Statistics steps,
    double imagesPerSecond,
    String parametersSha256,
    List<FailureKind> failures) {

  /** A class: its number, or -1 for unlabelled fields, and its name, which may be empty. */
  public record Label(int number, String name) implements Comparable<Label> {
    @Override
    public int compareTo(Label other) {
      int byNumber = Integer.compare(number, other.number);
      return byNumber != 0 ? byNumber : name.compareTo(other.name);
    }
  }

  /** Failures of one kind: their number, and the first few by id. */
  public record FailureKind(String stage, String error, long count, List<FailureRow> examples) {}

  private static final int EXAMPLES = 5;

  public static Inspection of(FieldTable table, TableSubject subject) {
    return of(table, subject, row -> {});
  }

  /**
   * Inspects a table and hands on the summaries, which are read once.
   *
   * @param others receives the summary of each field, in the order of the manifest
   */
  public static Inspection of(
      FieldTable table, TableSubject subject, Consumer<FieldSummary> others) {
    SortedMap<String, Long> splits = new TreeMap<>();
    SortedMap<Label, Long> labels = new TreeMap<>();
    SortedMap<String, Long> sizes = new TreeMap<>();
    SortedSet<String> engines = new TreeSet<>();
    SortedMap<String, DoubleStream.Builder> groups = new TreeMap<>();
    DoubleStream.Builder psnr = DoubleStream.builder();
    DoubleStream.Builder ssim = DoubleStream.builder();
    DoubleStream.Builder steps = DoubleStream.builder();
    long fields = 0;
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        others.accept(row);
        fields++;
        splits.merge(row.split(), 1L, Long::sum);
        labels.merge(new Label(row.label(), row.labelName()), 1L, Long::sum);
        sizes.merge(row.width() + "x" + row.height() + "x" + row.channels(), 1L, Long::sum);
        engines.add(row.engine());
        psnr.add(row.psnr());
        subject
            .group(row.id())
            .ifPresent(
                name ->
                    groups.computeIfAbsent(name, key -> DoubleStream.builder()).add(row.psnr()));
        ssim.add(row.ssim());
        steps.add(row.steps());
      }
    }
    List<FailureKind> failures = failures(table);
    return new Inspection(
        table.files().root(),
        table.manifest(),
        fields,
        failures.stream().mapToLong(FailureKind::count).sum(),
        splits,
        labels,
        sizes,
        engines,
        subject.unit(),
        statistics(groups),
        Statistics.of(psnr.build().toArray()),
        Statistics.of(ssim.build().toArray()),
        Statistics.of(steps.build().toArray()),
        imagesPerSecond(table.manifest()),
        "",
        failures);
  }

  /** Adds the hash of all parameters, for which all of the table is read. */
  public Inspection hashed(FieldTable table) {
    return new Inspection(
        path,
        manifest,
        fields,
        failed,
        splits,
        labels,
        sizes,
        engines,
        unit,
        groups,
        psnr,
        ssim,
        steps,
        imagesPerSecond,
        table.parametersSha256(),
        failures);
  }

  private static SortedMap<String, Statistics> statistics(
      SortedMap<String, DoubleStream.Builder> numbers) {
    SortedMap<String, Statistics> statistics = new TreeMap<>();
    numbers.forEach((name, all) -> statistics.put(name, Statistics.of(all.build().toArray())));
    return statistics;
  }

  private static List<FailureKind> failures(FieldTable table) {
    Map<String, List<FailureRow>> kinds = new TreeMap<>();
    try (ShardScan<FailureRow> rows = table.failures()) {
      while (rows.hasNext()) {
        FailureRow row = rows.next();
        kinds.computeIfAbsent(row.stage() + " " + row.error(), key -> new ArrayList<>()).add(row);
      }
    }
    List<FailureKind> failures = new ArrayList<>();
    for (List<FailureRow> rows : kinds.values()) {
      rows.sort((a, b) -> a.key().compareTo(b.key()));
      FailureRow first = rows.get(0);
      failures.add(
          new FailureKind(
              first.stage(),
              first.error(),
              rows.size(),
              List.copyOf(rows.subList(0, Math.min(EXAMPLES, rows.size())))));
    }
    failures.sort((a, b) -> Long.compare(b.count(), a.count()));
    return failures;
  }

  private static double imagesPerSecond(Manifest manifest) {
    double seconds = 0;
    long fields = 0;
    for (RunEntry run : manifest.runs()) {
      if (run.fitSeconds() > 0) {
        seconds += run.fitSeconds();
        fields += run.fields();
      }
    }
    return seconds > 0 ? fields / seconds : 0;
  }
}
