package io.anchorage.jobs.cli;

import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.report.Statistics;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formats an inspection as JSON. Keys are never renamed or removed; new ones may be added. */
final class InspectionJson {
  private InspectionJson() {}

  static String of(Inspection inspection) {
    return new String(Json.page(tree(inspection)), StandardCharsets.UTF_8).strip();
  }

  private static Map<String, Object> tree(Inspection inspection) {
    Manifest manifest = inspection.manifest();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("table", inspection.path());
    tree.put("format", String.valueOf(manifest.version()));
    tree.put("table_id", manifest.tableId());
    tree.put("dataset", manifest.dataset());
    tree.put("family", manifest.spec().family());
    tree.put("fields", inspection.fields());
    tree.put("failed", inspection.failed());
    tree.put("splits", inspection.splits());
    tree.put("labels", labels(inspection));
    tree.put("sizes", inspection.sizes());
    tree.put("psnr", statistics(inspection.psnr()));
    if (!inspection.groups().isEmpty()) {
      Map<String, Object> groups = new LinkedHashMap<>();
      inspection.groups().forEach((name, psnr) -> groups.put(name, statistics(psnr)));
      tree.put("psnr_of_" + inspection.unit(), groups);
    }
    tree.put("ssim", statistics(inspection.ssim()));
    tree.put("steps", statistics(inspection.steps()));
    tree.put("images_per_second", inspection.imagesPerSecond());
    tree.put("engine", String.join(",", inspection.engines()));
    tree.put("recipe_hash", manifest.spec().recipeHash());
    tree.put("recipe", manifest.spec().recipe());
    tree.put("parameters_sha256", inspection.parametersSha256());
    String shared = manifest.shared() == null ? "decoder" : manifest.shared().kind();
    tree.put(shared + "_sha256", manifest.shared() == null ? null : manifest.shared().sha256());
    tree.put("made_from", manifest.origin() == null ? null : manifest.origin().path());
    tree.put("shards", manifest.shards().size());
    tree.put("failures", failures(inspection));
    tree.put("runs", manifest.runs().stream().map(InspectionJson::run).toList());
    return tree;
  }

  private static Map<String, Object> statistics(Statistics statistics) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mean", Json.number(statistics.mean()));
    tree.put("median", Json.number(statistics.median()));
    tree.put("min", Json.number(statistics.min()));
    tree.put("max", Json.number(statistics.max()));
    return tree;
  }

  private static List<Map<String, Object>> labels(Inspection inspection) {
    List<Map<String, Object>> labels = new ArrayList<>();
    inspection
        .labels()
        .forEach(
            (label, count) -> {
              Map<String, Object> tree = new LinkedHashMap<>();
              tree.put("label", label.number());
              tree.put("name", label.name());
              tree.put("fields", count);
              labels.add(tree);
            });
    return labels;
  }

  private static List<Map<String, Object>> failures(Inspection inspection) {
    List<Map<String, Object>> failures = new ArrayList<>();
    for (Inspection.FailureKind kind : inspection.failures()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("stage", kind.stage());
      tree.put("error", kind.error());
      tree.put("count", kind.count());
      tree.put("examples", kind.examples().stream().map(InspectionJson::example).toList());
      failures.add(tree);
    }
    return failures;
  }

  private static Map<String, Object> example(FailureRow row) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", row.id());
    tree.put("message", row.message());
    return tree;
  }

  private static Map<String, Object> run(RunEntry run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", run.number());
    tree.put("mode", run.mode());
    tree.put("status", Json.lower(run.status()));
    tree.put("start", text(run.start()));
    tree.put("end", text(run.end()));
    tree.put("fields", run.fields());
    tree.put("failed", run.failed());
    tree.put("fit_seconds", run.fitSeconds());
    tree.put("engine", run.engine());
    tree.put("engine_description", run.engineDescription());
    tree.put("source", run.source().toString());
    tree.put("anchorage", run.place().anchorage());
    tree.put("commit", run.place().commit());
    tree.put("java", run.place().java());
    tree.put("os", run.place().os());
    tree.put("cpu", run.place().cpu());
    tree.put("spark", run.place().spark());
    tree.put("master", run.place().master());
    tree.put("arguments", run.arguments());
    return tree;
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
