package io.anchorage.jobs.report.fields;

import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.report.page.Tiles;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The report of one field table. */
public final class TablePage {
  private TablePage() {}

  /**
   * Makes the report of a table as it is now.
   *
   * @param input the dataset's present location; null for where the table's last run read it
   * @return the page in UTF-8
   * @throws io.anchorage.UserException if the table, or its dataset where {@code input} is given,
   *     cannot be read
   */
  public static byte[] of(
      FieldTable table, TableSubject subject, String input, Configuration hadoop) {
    FieldCensus census = new FieldCensus();
    Inspection inspection = Inspection.of(table, subject, census::add);
    Targets targets = subject.targets(input, hadoop);
    return new Page(title(table.manifest()), subtitle(inspection))
        .section("At a glance", tiles(inspection, census))
        .section("Quality", Quality.parts(inspection, census))
        .section("Speed", Speed.parts(table, inspection))
        .section("Failures", Failures.parts(inspection))
        .section("Fields", new Gallery(table, subject, targets).parts(census))
        .section("What ran", WhatRan.parts(table.manifest()))
        .section("Recipe", Grid.facts(Flattened.keys(table.manifest().spec().recipe())))
        .html();
  }

  static String title(Manifest manifest) {
    return "%s fields of %s"
        .formatted(manifest.spec().family().toUpperCase(Locale.ROOT), manifest.dataset());
  }

  private static String subtitle(Inspection inspection) {
    List<RunEntry> runs = inspection.manifest().runs();
    RunEntry last = runs.get(runs.size() - 1);
    return "%,d fields; the last run, %s, is %s. %s"
        .formatted(
            inspection.fields(),
            WhatRan.time(last.start()),
            last.status().name().toLowerCase(Locale.ROOT),
            inspection.failed() == 0
                ? "No image failed."
                : "%,d images failed: see below.".formatted(inspection.failed()));
  }

  private static DomContent tiles(Inspection inspection, FieldCensus census) {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("fields", "%,d".formatted(inspection.fields()));
    tiles.put("failed", "%,d".formatted(inspection.failed()));
    tiles.put("mean PSNR", Numbers.of("%.2f dB", inspection.psnr().mean()));
    tiles.put("95 % reach", Numbers.of("%.2f dB", census.psnrQuantile(0.05)));
    tiles.put("least PSNR", Numbers.of("%.2f dB", inspection.psnr().min()));
    tiles.put("mean SSIM", Numbers.of("%.4f", inspection.ssim().mean()));
    tiles.put("mean steps", Numbers.of("%,.0f", inspection.steps().mean()));
    if (inspection.imagesPerSecond() > 0) {
      tiles.put("fields a second", "%,.1f".formatted(inspection.imagesPerSecond()));
    }
    return Tiles.of(tiles);
  }
}
