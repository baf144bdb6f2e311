package io.anchorage.jobs.report.fields;

import static j2html.TagCreator.h3;

import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.report.page.Grid;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** The images without a field, grouped by what went wrong, with a few examples of each. */
final class Failures {
  private Failures() {}

  static List<DomContent> parts(Inspection inspection) {
    List<DomContent> parts = new ArrayList<>();
    for (Inspection.FailureKind kind : inspection.failures()) {
      parts.add(
          h3(
              "%,d times %s, while it was to %s"
                  .formatted(kind.count(), kind.error(), kind.stage())));
      parts.add(
          Grid.of(
              List.of("image", "message"),
              kind.examples().stream().map(row -> List.of(row.id(), row.message())).toList()));
    }
    return parts;
  }
}
