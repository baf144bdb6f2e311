package io.anchorage.jobs.report.fields;

import static j2html.TagCreator.details;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.summary;

import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import j2html.tags.DomContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The runs that made a table: when, where, with what, and by which command. */
final class WhatRan {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private WhatRan() {}

  static List<DomContent> parts(Manifest manifest) {
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        Grid.of(
            List.of("run", "mode", "status", "start", "fields", "failed", "fitting", "engine"),
            manifest.runs().stream().map(WhatRan::row).toList()));
    RunEntry last = manifest.lastRun();
    parts.add(Grid.facts(facts(manifest, last)));
    if (!last.arguments().isEmpty()) {
      parts.add(
          details(summary("The last run's command"), pre(String.join(" ", last.arguments()))));
    }
    return parts;
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static List<String> row(RunEntry run) {
    return List.of(
        Integer.toString(run.number()),
        run.mode(),
        run.status().name().toLowerCase(Locale.ROOT),
        time(run.start()),
        "%,d".formatted(run.fields()),
        "%,d".formatted(run.failed()),
        run.fitSeconds() > 0 ? Numbers.duration(run.fitSeconds()) : "-",
        run.engine());
  }

  private static Map<String, String> facts(Manifest manifest, RunEntry run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("source", run.source().toString());
    facts.put("engine", run.engineDescription());
    facts.put("machine of the driver", run.place().cpu() + ", " + run.place().os());
    facts.put("Spark", run.place().spark() + " at " + run.place().master());
    facts.put("Java", run.place().java());
    facts.put("Anchorage", run.place().anchorage() + " " + run.place().commit());
    facts.put("table", manifest.tableId());
    facts.put("recipe", manifest.spec().recipeHash());
    if (manifest.shared() != null) {
      facts.put(manifest.shared().kind(), manifest.shared().sha256());
    }
    if (manifest.origin() != null) {
      facts.put("made from", manifest.origin().path());
    }
    return facts;
  }
}
