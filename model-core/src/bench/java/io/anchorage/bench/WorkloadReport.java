package io.anchorage.bench;

import io.anchorage.bench.Workload.Size;
import io.anchorage.fit.Engine;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints one workload's results as Markdown on standard output, as they come in. */
final class WorkloadReport {
  private final Workload workload;

  WorkloadReport(Workload workload) {
    this.workload = workload;
  }

  void head(Engine vector, Optional<Engine> djl) {
    line("");
    line("## %s", workload.title());
    line("");
    line(
        "`%s`: the products of one step on one image take %s GFLOP. %s%s.",
        workload.name(),
        "%.4g".formatted(workload.operations() / 1e9),
        vector.description(),
        djl.map(engine -> "; " + engine.description()).orElse(""));
    line("");
  }

  void agreement(Agreement agreement) {
    line("- %s: %s.", agreement.holds() ? "Engines agree" : "ENGINES DISAGREE", agreement.text());
  }

  void footprint(Footprint footprint) {
    line(
        "- The first fit of `vector` keeps %.0f bytes of live heap per pixel, without its image (%.1f MB,"
            + " including what is allocated once per JVM), and"
            + " takes %.4f s to open%s.",
        footprint.bytesPerPixel(),
        footprint.bytesPerPixel() * workload.points() / 1e6,
        footprint.seconds(),
        workload.size() == Size.SMALL
            ? " (included below)"
            : " (not included below: one fit is stepped throughout)");
  }

  /** Prints djl's rates at several batch sizes. */
  void batches(Map<Integer, Rounds.Rate> rates) {
    line(
        "- djl by batch size, best rounds: %s image-steps/s. The best size is used below.",
        rates.entrySet().stream()
            .map(e -> e.getKey() + ": " + Text.count(e.getValue().most()))
            .collect(Collectors.joining(", ")));
  }

  void table(Results results) {
    Contest contest = results.contest();
    line(
        "- Peak in the same rounds, GFLOP/s of fused multiply-adds: %s on 1 thread, %s on %d.",
        giga(results.rates().get(contest.singlePeak())),
        giga(results.rates().get(contest.peak())),
        contest.peak().threads());
    results
        .others()
        .ifPresent(
            share ->
                line(
                    "- Other programs took %.1f %% of all cores during the measurement%s.",
                    100 * share,
                    results.busy() ? ": THE MACHINE WAS BUSY, these rates mean little" : ""));
    line("");
    line(
        "| engine | image-steps/s (lowest, highest) | s for %d steps | GFLOP/s | of peak | times djl |",
        workload.recipe().stop().steps());
    line("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (Contestant contestant : contest.fitting()) {
      Rounds.Rate rate = results.rates().get(contestant);
      line(
          "| %s | %s (%s, %s) | %s | %s | %.0f %% | %s |",
          contestant.name(),
          Text.count(rate.median()),
          Text.count(rate.least()),
          Text.count(rate.most()),
          Text.count(workload.recipe().stop().steps() / rate.median()),
          Text.giga(results.operations(contestant)),
          100 * results.ofPeak(contestant),
          results.timesDjl(contestant).isPresent()
              ? "%.2f".formatted(results.timesDjl(contestant).getAsDouble())
              : "");
    }
  }

  private static String giga(Rounds.Rate rate) {
    return "%s (%s, %s)"
        .formatted(Text.giga(rate.median()), Text.giga(rate.least()), Text.giga(rate.most()));
  }

  // The annotation that error-prone asks for would add a dependency for one private method.
  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(String format, Object... values) {
    System.out.println(format.formatted(values));
    System.out.flush();
  }
}
