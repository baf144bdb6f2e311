package io.anchorage.jobs.report.fields;

import io.anchorage.jobs.report.Statistics;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What a report counts over all fields of a table. */
final class FieldCensus {
  private static final int SHOWN = 6;

  private static final Comparator<FieldSummary> BY_PSNR =
      Comparator.comparingDouble(FieldSummary::psnr).thenComparing(FieldSummary::key);

  private final double[] psnr;
  private final SortedMap<String, Statistics> classes;
  private final SortedMap<String, Long> endings;
  private final List<FieldSummary> worst;
  private final List<FieldSummary> best;

  private FieldCensus(
      double[] psnr,
      SortedMap<String, Statistics> classes,
      SortedMap<String, Long> endings,
      List<FieldSummary> worst,
      List<FieldSummary> best) {
    this.psnr = psnr;
    this.classes = classes;
    this.endings = endings;
    this.worst = worst;
    this.best = best;
  }

  /** Returns the PSNR of every field with a finite one, dB, ascending; do not modify. */
  double[] psnr() {
    return psnr;
  }

  /** Returns the PSNR of each class, by name. */
  SortedMap<String, Statistics> classes() {
    return classes;
  }

  /** Returns the number of fields by the rule that ended the fit. */
  SortedMap<String, Long> endings() {
    return endings;
  }

  /** Returns the fields with the least PSNR, the least first. */
  List<FieldSummary> worst() {
    return worst;
  }

  /** Returns the fields with the largest PSNR, the largest first. */
  List<FieldSummary> best() {
    return best;
  }

  static FieldCensus of(FieldTable table) {
    DoubleStream.Builder psnr = DoubleStream.builder();
    SortedMap<String, DoubleStream.Builder> classes = new TreeMap<>();
    SortedMap<String, Long> endings = new TreeMap<>();
    PriorityQueue<FieldSummary> worst = new PriorityQueue<>(BY_PSNR.reversed());
    PriorityQueue<FieldSummary> best = new PriorityQueue<>(BY_PSNR);
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        endings.merge(row.stoppedBy(), 1L, Long::sum);
        if (!Double.isFinite(row.psnr())) {
          continue;
        }
        psnr.add(row.psnr());
        if (row.label() >= 0 || !row.labelName().isEmpty()) {
          classes.computeIfAbsent(name(row), key -> DoubleStream.builder()).add(row.psnr());
        }
        keep(worst, row);
        keep(best, row);
      }
    }
    double[] sorted = psnr.build().toArray();
    Arrays.sort(sorted);
    SortedMap<String, Statistics> statistics = new TreeMap<>();
    classes.forEach((name, all) -> statistics.put(name, Statistics.of(all.build().toArray())));
    return new FieldCensus(
        sorted,
        statistics,
        endings,
        worst.stream().sorted(BY_PSNR).toList(),
        best.stream().sorted(BY_PSNR.reversed()).toList());
  }

  private static void keep(PriorityQueue<FieldSummary> few, FieldSummary row) {
    few.add(row);
    if (few.size() > SHOWN) {
      few.poll();
    }
  }

  /** The name under which a field's class is shown. */
  static String name(FieldSummary row) {
    if (!row.labelName().isEmpty()) {
      return row.labelName();
    }
    return row.label() < 0 ? "" : "class " + row.label();
  }

  /** Returns the PSNR that all but a share of the fields reach; NaN without fields. */
  double psnrQuantile(double share) {
    return psnr.length == 0 ? Double.NaN : psnr[(int) Math.floor(share * (psnr.length - 1))];
  }
}
