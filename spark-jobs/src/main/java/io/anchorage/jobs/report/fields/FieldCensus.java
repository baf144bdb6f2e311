package io.anchorage.jobs.report.fields;

import io.anchorage.jobs.report.SheetSelection;
import io.anchorage.jobs.report.Statistics;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What a report counts over all fields of a table. */
final class FieldCensus {
  private static final int SHOWN = 6;
  private static final int TYPICAL = 10;

  private static final Comparator<FieldSummary> BY_PSNR =
      Comparator.comparingDouble(FieldSummary::psnr).thenComparing(FieldSummary::key);

  private final DoubleStream.Builder all = DoubleStream.builder();
  private final SortedMap<String, DoubleStream.Builder> classes = new TreeMap<>();
  private final SortedMap<String, Long> endings = new TreeMap<>();
  private final PriorityQueue<FieldSummary> worst = new PriorityQueue<>(BY_PSNR.reversed());
  private final PriorityQueue<FieldSummary> best = new PriorityQueue<>(BY_PSNR);
  private final SheetSelection typical = new SheetSelection(TYPICAL);
  private double[] psnr;

  /** Counts a field, before anything is asked. */
  void add(FieldSummary row) {
    typical.add(row);
    endings.merge(row.stoppedBy(), 1L, Long::sum);
    if (!Double.isFinite(row.psnr())) {
      return;
    }
    all.add(row.psnr());
    if (row.label() >= 0 || !row.labelName().isEmpty()) {
      classes.computeIfAbsent(name(row), key -> DoubleStream.builder()).add(row.psnr());
    }
    keep(worst, row);
    keep(best, row);
  }

  /** Returns the PSNR of every field with a finite one, dB, ascending; do not modify. */
  double[] psnr() {
    if (psnr == null) {
      psnr = all.build().sorted().toArray();
    }
    return psnr;
  }

  /** Returns the PSNR of each class, by name; to be asked once. */
  SortedMap<String, Statistics> classes() {
    SortedMap<String, Statistics> statistics = new TreeMap<>();
    classes.forEach((name, of) -> statistics.put(name, Statistics.of(of.build().toArray())));
    return statistics;
  }

  /** Returns some fields of each class. */
  List<FieldSummary> typical() {
    return typical.select();
  }

  /** Returns the number of fields by the rule that ended the fit. */
  SortedMap<String, Long> endings() {
    return endings;
  }

  /** Returns the fields with the least PSNR, the least first. */
  List<FieldSummary> worst() {
    return worst.stream().sorted(BY_PSNR).toList();
  }

  /** Returns the fields with the largest PSNR, the largest first. */
  List<FieldSummary> best() {
    return best.stream().sorted(BY_PSNR.reversed()).toList();
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
    return psnr().length == 0 ? Double.NaN : psnr()[(int) Math.floor(share * (psnr().length - 1))];
  }
}
