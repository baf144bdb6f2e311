package io.anchorage.jobs.experiment;

import io.anchorage.config.ConfigDump;
import io.anchorage.config.Kinds;
import io.anchorage.jobs.BuildInfo;
import io.anchorage.jobs.experiment.TableConfig.Row;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A published table with our figures beside the published ones.
 *
 * @param plan the plan that was run
 * @param figures [rows][columns]
 * @param fits the field tables behind the figures
 * @param folder path of the report's folder
 */
public record ExperimentReport(
    ExperimentPlan plan, List<List<Figure>> figures, List<FitFacts> fits, String folder) {
  private static final int FIGURES = 3;

  public ExperimentReport {
    figures = List.copyOf(figures);
    fits = List.copyOf(fits);
  }

  /** The path of an experiment's report, relative to its output. */
  static String place(ExperimentPlan plan) {
    return plan.experiment().name() + "-" + plan.scale().word();
  }

  void write(StorageFolder output) {
    StorageFolder files = output.below(place(plan));
    files.put("report.json", Json.page(tree()));
    files.put("report.md", (String.join("\n", markdown()) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The report as lines of text for the terminal. */
  public List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(heads());
    rows.add(subheads());
    rows.addAll(cells());
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    List<String> lines = new ArrayList<>(List.of("", title(), ""));
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String gap = c > 0 && c % FIGURES == 1 ? "    " : c == 0 ? "" : "  ";
        line.append(gap).append(padded(row.get(c), widths[c]));
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add("");
    lines.addAll(notes());
    lines.add("");
    lines.add("report  " + folder + "/report.md");
    return lines;
  }

  private List<String> markdown() {
    List<String> lines = new ArrayList<>(List.of("# " + title(), ""));
    List<String> heads = new ArrayList<>(List.of(""));
    for (String column : config().columns()) {
      heads.add(column + ", published");
      heads.add("ours");
      heads.add("difference");
    }
    lines.add(joined(heads));
    lines.add("|" + " --- |".repeat(heads.size()));
    cells().forEach(row -> lines.add(joined(row)));
    lines.add("");
    notes().forEach(note -> lines.add("- " + note));
    lines.add("- anchorage " + BuildInfo.version() + ", commit " + BuildInfo.commit());
    return lines;
  }

  private static String joined(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private TableConfig config() {
    return plan.experiment().config().table();
  }

  private String title() {
    return plan.experiment().config().title() + " (scale " + plan.scale().word() + ")";
  }

  private List<String> heads() {
    List<String> heads = new ArrayList<>(List.of(""));
    config().columns().forEach(column -> heads.addAll(List.of(column, "", "")));
    return heads;
  }

  private List<String> subheads() {
    List<String> heads = new ArrayList<>(List.of("% correct"));
    config().columns().forEach(column -> heads.addAll(List.of("published", "ours", "difference")));
    return heads;
  }

  private List<List<String>> cells() {
    List<List<String>> rows = new ArrayList<>();
    for (int r = 0; r < figures.size(); r++) {
      List<String> row = new ArrayList<>(List.of(config().rows().get(r).name()));
      for (Figure figure : figures.get(r)) {
        row.addAll(List.of(figure.publishedWords(), figure.ourWords(), figure.differenceWords()));
      }
      rows.add(row);
    }
    return rows;
  }

  /** What a reader of the figures must know. */
  private List<String> notes() {
    SizeConfig size = plan.experiment().size(plan.scale());
    List<String> notes = new ArrayList<>();
    if (plan.scale() == Scale.SMALL) {
      notes.add(
          "scale small is not the published size: its figures only show that everything runs");
    }
    plan.fits().values().stream()
        .map(FitPlan::images)
        .filter(images -> !images.inPlaceOf().isEmpty())
        .map(
            images ->
                "* %s stands in for %s, which was not given: the difference is meaningless"
                    .formatted(images.name(), images.inPlaceOf()))
        .distinct()
        .forEach(notes::add);
    plan.missing().forEach(missing -> notes.add("left out: " + missing));
    notes.add(
        switch (plan.experiment().config().score()) {
          case TEST -> "accuracy on the test split, seeds " + size.seeds();
          case VALIDATION ->
              "accuracy on the part of the training split held out for validation, seeds "
                  + size.seeds();
        });
    fits.forEach(fit -> notes.add(fit.words()));
    if (!size.recipe().isEmpty()) {
      notes.add("all fits at this scale: " + String.join(", ", size.recipe()));
    }
    if (!size.training().isEmpty()) {
      notes.add("all trainings at this scale: " + String.join(", ", size.training()));
    }
    if (plan.scale() == Scale.SMALL) {
      plan.experiment().config().classifiers().stream()
          .filter(c -> !c.small().isEmpty() && plan.fits().containsKey(c.fits()))
          .map(
              c ->
                  "classifier %s at this scale: %s"
                      .formatted(c.name(), String.join(", ", c.small())))
          .forEach(notes::add);
    }
    return notes;
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("title", plan.experiment().config().title());
    tree.put("experiment", plan.experiment().name());
    tree.put("scale", plan.scale().word());
    tree.put("anchorage", BuildInfo.version());
    tree.put("commit", BuildInfo.commit());
    tree.put("columns", config().columns());
    List<Object> rows = new ArrayList<>();
    for (int r = 0; r < figures.size(); r++) {
      Row row = config().rows().get(r);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", row.name());
      entry.put("cells", figures.get(r).stream().map(Figure::tree).toList());
      rows.add(entry);
    }
    tree.put("rows", rows);
    tree.put("config", new ConfigDump(Kinds.sealed()).tree(plan.experiment().config()));
    tree.put("fits", fits.stream().map(FitFacts::tree).toList());
    tree.put("notes", notes());
    return tree;
  }
}
