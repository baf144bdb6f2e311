package io.anchorage.jobs.experiment;

import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The facts that a report gives about a field table.
 *
 * @param plan the plan that the table was made by
 * @param images number of images by split
 * @param fields number of rows; each repeat of an image is one
 * @param failures number of images that could not be fitted
 * @param meanPsnr mean PSNR of all fields, dB
 */
record FitFacts(
    FitPlan plan, Map<String, Long> images, long fields, long failures, double meanPsnr) {
  FitFacts {
    TreeMap<String, Long> trainFirst = new TreeMap<>(Comparator.reverseOrder());
    trainFirst.putAll(images);
    images = trainFirst;
  }

  static FitFacts of(FitPlan plan, FieldTable table) {
    Map<String, Long> images = new TreeMap<>();
    long fields = 0;
    double sum = 0;
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        fields++;
        sum += row.psnr();
        if (row.repeat() == 0) {
          images.merge(row.split(), 1L, Long::sum);
        }
      }
    }
    return new FitFacts(plan, images, fields, table.manifest().failures(), sum / fields);
  }

  /** Reads what {@link #tree} wrote. */
  static FitFacts of(FitPlan plan, Map<String, Object> tree) {
    Map<String, Long> images = new TreeMap<>();
    ((Map<?, ?>) tree.get("images"))
        .forEach((split, count) -> images.put((String) split, ((Number) count).longValue()));
    return new FitFacts(
        plan,
        images,
        ((Number) tree.get("fields")).longValue(),
        ((Number) tree.get("failures")).longValue(),
        tree.get("mean_psnr") instanceof Number psnr ? psnr.doubleValue() : Double.NaN);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", plan.name());
    tree.put("table", "fits/" + plan.key());
    tree.put("dataset", plan.images().words());
    tree.put("images", images);
    tree.put("fields", fields);
    tree.put("failures", failures);
    tree.put("mean_psnr", Json.number(meanPsnr));
    return tree;
  }

  /** The facts as one line of text. */
  String words() {
    String counts =
        images.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
            .collect(Collectors.joining(" and "));
    String changed =
        plan.changed().isEmpty() ? "" : "; at this scale " + String.join(", ", plan.changed());
    return String.format(
        Locale.ROOT,
        "fit %s: %s images of %s, %,d fields%s%s, mean PSNR %.2f dB%s",
        plan.name(),
        counts,
        plan.images().words(),
        fields,
        plan.aligned() == null ? "" : " of fit " + plan.aligned().name() + ", aligned",
        failures == 0 ? "" : String.format(Locale.ROOT, ", %,d failures", failures),
        meanPsnr,
        changed);
  }
}
