package io.anchorage.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.report.Statistics;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats an inspection as human-readable text. */
final class InspectionText {
  private static final int MOST_LABELS = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final List<String> lines = new ArrayList<>();

  private InspectionText() {}

  static List<String> of(Inspection inspection) {
    InspectionText text = new InspectionText();
    text.content(inspection);
    text.failures(inspection);
    text.runs(inspection.manifest());
    text.recipe(inspection.manifest());
    return text.lines;
  }

  private void content(Inspection inspection) {
    Manifest manifest = inspection.manifest();
    lines.add(
        inspection.path()
            + ": "
            + manifest.spec().family().toUpperCase(Locale.ROOT)
            + " fields of "
            + manifest.dataset());
    say("fields", "%,d%s", inspection.fields(), inBrackets(counts(inspection.splits())));
    say("failed", "%,d", inspection.failed());
    if (inspection.fields() > 0) {
      labels(inspection);
      say("size", "%s", counts(inspection.sizes()));
      say(
          "PSNR",
          "%s%s",
          statistics(inspection.psnr(), "%.2f", " dB"),
          unscored(inspection.fields() - inspection.psnr().count(), inspection.fields()));
      inspection
          .groups()
          .forEach((name, psnr) -> say("", "%s: %s", name, statistics(psnr, "%.2f", " dB")));
      say("SSIM", "%s", statistics(inspection.ssim(), "%.4f", ""));
      say("steps", "%s", steps(inspection.steps()));
      say("engine", "%s", String.join(", ", inspection.engines()));
    }
    if (inspection.imagesPerSecond() > 0) {
      say("speed", "%,.1f images/s", inspection.imagesPerSecond());
    }
    say("shards", "%,d", manifest.shards().size());
    if (manifest.shared() != null) {
      say(manifest.shared().kind(), "%s", manifest.shared().sha256());
    }
    if (manifest.origin() != null) {
      say("made from", "%s", manifest.origin().path());
    }
    say("recipe", "%s", manifest.spec().recipeHash());
  }

  /** The line with the hash of all parameters. */
  static String parameters(String sha256) {
    return line("parameters", "%s", sha256);
  }

  private void labels(Inspection inspection) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<Inspection.Label, Long> entry : inspection.labels().entrySet()) {
      Inspection.Label label = entry.getKey();
      if (label.number() < 0 && label.name().isEmpty()) {
        words.add(count("without one", entry.getValue()));
      } else {
        String name = label.name().isEmpty() ? "class " + label.number() : label.name();
        words.add(count(name, entry.getValue()));
      }
    }
    int more = words.size() - MOST_LABELS;
    List<String> shown = more > 0 ? words.subList(0, MOST_LABELS) : words;
    say("labels", "%s%s", String.join(", ", shown), more > 0 ? ", and " + more + " more" : "");
  }

  private void failures(Inspection inspection) {
    if (inspection.failures().isEmpty()) {
      return;
    }
    heading("Failures");
    for (Inspection.FailureKind kind : inspection.failures()) {
      lines.add(
          String.format(Locale.ROOT, "  %,d x %s in %s", kind.count(), kind.error(), kind.stage()));
      for (FailureRow row : kind.examples()) {
        lines.add("      " + row.id() + ": " + row.message());
      }
      if (kind.count() > kind.examples().size()) {
        lines.add("      ...");
      }
    }
  }

  private void runs(Manifest manifest) {
    heading("Runs");
    for (RunEntry run : manifest.runs()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %d  %s, %s  %s, %,d fields, %,d failed%s",
              run.number(),
              run.mode(),
              run.status().name().toLowerCase(Locale.ROOT),
              span(run.start(), run.end()),
              run.fields(),
              run.failed(),
              run.fitSeconds() > 0 ? ", " + Numbers.duration(run.fitSeconds()) : ""));
      lines.add("     source  " + run.source());
      lines.add("     engine  " + run.engineDescription());
      RunEntry.Place place = run.place();
      lines.add(
          "     with    Anchorage "
              + place.anchorage()
              + inBrackets(place.commit())
              + ", Spark "
              + place.spark()
              + " at "
              + place.master()
              + ", Java "
              + place.java());
      lines.add("     on      " + place.cpu() + ", " + place.os());
    }
  }

  private void recipe(Manifest manifest) {
    heading("Recipe");
    flatten("", manifest.spec().recipe());
  }

  private void flatten(String path, JsonNode node) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue()));
    } else {
      lines.add("  " + path + " = " + (node.isTextual() ? node.textValue() : node));
    }
  }

  private void heading(String heading) {
    lines.add("");
    lines.add(heading);
  }

  private void say(String name, String format, Object... values) {
    lines.add(line(name, format, values));
  }

  private static String line(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "  %-11s", name) + String.format(Locale.ROOT, format, values);
  }

  private static String counts(Map<String, Long> counts) {
    return String.join(
        ", ", counts.entrySet().stream().map(e -> count(e.getKey(), e.getValue())).toList());
  }

  private static String count(String name, long count) {
    return String.format(Locale.ROOT, "%s %,d", name, count);
  }

  private static String inBrackets(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static String unscored(long fields, long of) {
    return fields == 0 || fields == of
        ? ""
        : String.format(Locale.ROOT, "; %,d of %,d fields not scored", fields, of);
  }

  private static String statistics(Statistics numbers, String format, String unit) {
    if (numbers.count() == 0) {
      return "not scored";
    }
    return String.format(
        Locale.ROOT,
        "mean " + format + ", median " + format + ", min " + format + ", max " + format + "%s",
        numbers.mean(),
        numbers.median(),
        numbers.min(),
        numbers.max(),
        unit);
  }

  private static String steps(Statistics steps) {
    return steps.min() == steps.max()
        ? String.format(Locale.ROOT, "%.0f", steps.min())
        : statistics(steps, "%.0f", "");
  }

  private static String span(Instant start, Instant end) {
    return TIME.format(start) + (end == null ? "" : " to " + TIME.format(end));
  }
}
