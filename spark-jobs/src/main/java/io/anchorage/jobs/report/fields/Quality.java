package io.anchorage.jobs.report.fields;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;

import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.report.Statistics;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** How good the fields are, over all of them and by class. */
final class Quality {
  private static final int MOST_BARS = 40;

  private Quality() {}

  static List<DomContent> parts(Inspection inspection, FieldCensus census) {
    List<DomContent> parts = new ArrayList<>();
    if (census.psnr().length == 0) {
      return parts;
    }
    List<DomContent> charts = new ArrayList<>();
    charts.add(Histogram.of(census.psnr()).chart("How PSNR spreads", "PSNR, dB, from").drawn());
    SortedMap<String, Statistics> groups =
        inspection.groups().isEmpty() ? census.classes() : inspection.groups();
    if (!groups.isEmpty() && groups.size() <= MOST_BARS) {
      charts.add(means(groups).drawn());
    }
    parts.add(div(each(charts, chart -> chart)).withClass("charts"));
    parts.add(Grid.facts(facts(inspection, census)));
    if (!groups.isEmpty() && groups.size() > MOST_BARS) {
      parts.add(
          p("%,d groups, too many for a chart: see anchorage inspect".formatted(groups.size()))
              .withClass("note"));
    }
    return parts;
  }

  private static Chart means(SortedMap<String, Statistics> groups) {
    return Chart.bars(
        "Mean PSNR by class",
        "",
        "PSNR, dB",
        List.copyOf(groups.keySet()),
        groups.values().stream().map(Statistics::mean).toList());
  }

  private static Map<String, String> facts(Inspection inspection, FieldCensus census) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("PSNR", words(inspection.psnr(), "%.2f dB"));
    facts.put("SSIM", words(inspection.ssim(), "%.4f"));
    facts.put("steps", words(inspection.steps(), "%,.0f"));
    facts.put("ended by", counts(census.endings()));
    facts.put("splits", counts(inspection.splits()));
    facts.put("sizes", counts(inspection.sizes()));
    return facts;
  }

  private static String words(Statistics of, String format) {
    return "mean %s, median %s, least %s, largest %s"
        .formatted(
            Numbers.of(format, of.mean()),
            Numbers.of(format, of.median()),
            Numbers.of(format, of.min()),
            Numbers.of(format, of.max()));
  }

  private static String counts(Map<String, Long> counts) {
    return String.join(
        ", ",
        counts.entrySet().stream()
            .map(
                e ->
                    (e.getKey().isEmpty() ? "not recorded" : e.getKey())
                        + " %,d".formatted(e.getValue()))
            .toList());
  }
}
