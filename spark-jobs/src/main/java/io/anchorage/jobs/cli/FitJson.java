package io.anchorage.jobs.cli;

import io.anchorage.jobs.fit.DryRun;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.Forecast;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.Verification;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code fit}, its dry run and {@code verify} found, as JSON for scripts. Keys are never
 * renamed or removed; new ones may be added.
 */
final class FitJson {
  private FitJson() {}

  /** A fit's report; numbers that are not known are null. */
  static String of(FitReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("table", report.table());
    tree.put("end", Json.lower(report.end()));
    tree.put("selected", report.selected());
    tree.put("present", report.present());
    tree.put("fields", report.fields());
    tree.put("failed", report.failed());
    tree.put("mean_psnr", Json.number(report.meanPsnr()));
    tree.put("mean_ssim", Json.number(report.meanSsim()));
    report.taskScores().forEach((name, mean) -> tree.put("mean_" + name, Json.number(mean)));
    tree.put("fit_seconds", report.fitSeconds());
    tree.put("fields_per_second", report.fieldsPerSecond());
    tree.put("engines", report.engines());
    tree.put("findings", findings(report.findings()));
    return text(tree);
  }

  /** A dry run's findings and forecast. */
  static String of(DryRun run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dataset", run.dataset());
    tree.put("selected", run.selected());
    tree.put("labels", run.labelNames());
    tree.put("to_fit", run.remaining());
    tree.put("refusal", run.refusal());
    Forecast forecast = run.forecast();
    if (forecast != null) {
      tree.put("tasks", forecast.tasks());
      tree.put("cores", forecast.cores());
      tree.put("seconds", Json.number(forecast.seconds()));
      tree.put("bytes", Json.number(forecast.bytes()));
      tree.put("learns_first", forecast.learns());
    }
    if (run.table() != null) {
      Map<String, Object> table = new LinkedHashMap<>();
      table.put("path", run.table().path());
      table.put("fields", run.table().fields());
      table.put("failures", run.table().failures());
      table.put("present", run.table().present());
      tree.put("table", table);
    }
    tree.put("findings", findings(run.findings()));
    return text(tree);
  }

  /** The result of verifying a table. */
  static String of(String table, Verification found) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("table", table);
    tree.put("sound", found.isSound());
    tree.put("files", found.files());
    tree.put("fields", found.fields());
    tree.put("failures", found.failures());
    tree.put("sampled", found.sampled());
    tree.put("compared", found.compared());
    tree.put("largest_difference", Json.number(found.largestDifference()));
    tree.put("changed", found.changed());
    tree.put("twins", found.twins());
    tree.put("problems", found.problems());
    return text(tree);
  }

  private static List<Map<String, Object>> findings(List<Finding> findings) {
    return findings.stream()
        .map(
            finding -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("kind", finding.kind().words());
              entry.put("text", finding.text());
              return entry;
            })
        .toList();
  }

  private static String text(Map<String, Object> tree) {
    return new String(Json.page(tree), StandardCharsets.UTF_8).strip();
  }
}
