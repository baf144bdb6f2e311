package io.anchorage.jobs.fit;

import io.anchorage.jobs.fit.FitRequest.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request as a command line, for a table's provenance. */
final class FitArguments {
  private FitArguments() {}

  /**
   * Returns the request as flags, for a table's provenance. The config is recorded as the recipe.
   */
  static List<String> of(FitRequest request, FitSubject subject) {
    Selection selection = request.selection();
    List<String> flags = new ArrayList<>(List.of(subject.command()));
    if (!request.input().isEmpty()) {
      flags.addAll(List.of("--input", request.input()));
    }
    flags.addAll(List.of("--output", request.output()));
    flags.addAll(subject.flags());
    flags.addAll(List.of("--split", selection.split().flag()));
    if (selection.first() > 0 || selection.last() < Long.MAX_VALUE) {
      flags.addAll(List.of("--ids", selection.first() + ".." + selection.last()));
    }
    if (selection.limit() < Long.MAX_VALUE) {
      flags.addAll(List.of("--limit", Long.toString(selection.limit())));
    }
    flags.addAll(List.of("--engine", request.engineName()));
    if (request.partitions() > 0) {
      flags.addAll(List.of("--partitions", Integer.toString(request.partitions())));
    }
    if (request.decoder() != null) {
      flags.addAll(List.of("--decoder", request.decoder()));
    }
    if (request.start() != null) {
      flags.addAll(List.of("--start", request.start()));
    }
    if (request.mode() != Mode.CREATE) {
      flags.add("--" + request.mode().name().toLowerCase(Locale.ROOT));
    }
    if (request.retryFailures()) {
      flags.add("--retry-failures");
    }
    if (request.prune()) {
      flags.add("--prune");
    }
    return List.copyOf(flags);
  }
}
