package io.anchorage.jobs.report.fields;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;

import io.anchorage.jobs.fit.RunRecord;
import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.RunEntry;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How fast the last run that fitted was, where its time went, and which executor did what. */
final class Speed {
  private Speed() {}

  static List<DomContent> parts(FieldTable table, Inspection inspection) {
    List<RunEntry> runs = inspection.manifest().runs();
    for (int i = runs.size() - 1; i >= 0; i--) {
      RunEntry run = runs.get(i);
      Optional<RunRecord> record =
          run.fields() == 0 ? Optional.empty() : RunRecord.read(table.files(), run.number());
      if (record.isPresent() && !record.get().moments().isEmpty()) {
        return parts(run, record.get(), inspection.unit());
      }
    }
    return List.of();
  }

  private static List<DomContent> parts(RunEntry run, RunRecord record, String unit) {
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        p(
            "Run %d: %,d fields in %s, %s fields a second. Each task hands over its fields when it ends."
                .formatted(
                    run.number(),
                    run.fields(),
                    Numbers.duration(run.fitSeconds()),
                    Numbers.of("%,.1f", run.fields() / run.fitSeconds()))));
    List<DomContent> charts = new ArrayList<>();
    charts.add(published(record, unit).drawn());
    if (record.phases().total() > 0) {
      charts.add(phases(record).drawn());
    }
    parts.add(div(each(charts, chart -> chart)).withClass("charts"));
    parts.add(
        Grid.of(
            List.of(
                "executor",
                "host",
                "engine",
                "fields",
                "seconds over its threads",
                "fields a second and thread"),
            record.executors().stream().map(Speed::row).toList()));
    return parts;
  }

  private static Chart published(RunRecord record, String unit) {
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {0, 0});
    record.moments().forEach(m -> points.add(new double[] {m.seconds(), m.images()}));
    return Chart.lines(
        "What was done by when", "seconds", unit, List.of(new Chart.Series(unit, points)));
  }

  private static Chart phases(RunRecord record) {
    List<String> names = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (Map.Entry<String, Object> phase : record.phases().tree().entrySet()) {
      double seconds = (Double) phase.getValue();
      if (seconds > 0) {
        names.add(phase.getKey());
        shares.add(100 * seconds / record.phases().total());
      }
    }
    return Chart.bars("Where the time went", "", "% of the threads' time", names, shares);
  }

  private static List<String> row(RunRecord.Executor executor) {
    return List.of(
        executor.name(),
        executor.host(),
        executor.engine(),
        "%,d".formatted(executor.fields()),
        Numbers.of("%,.1f", executor.seconds()),
        Numbers.of("%,.2f", executor.fields() / executor.seconds()));
  }
}
