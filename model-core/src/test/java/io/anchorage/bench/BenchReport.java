package io.anchorage.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results as Markdown on standard output, as they come. */
final class BenchReport {
  private final PrintStream out = System.out;

  /** What was measured on. */
  void machine(List<String> engines) {
    line("| | |");
    line("| --- | --- |");
    line("| date | %s |", LocalDate.now(java.time.ZoneOffset.UTC));
    line("| processor | %s, %d cores seen |", processor(), cores());
    line("| Java | %s %s |", System.getProperty("java.vm.name"), Runtime.version());
    line("| flags | `%s` |", flags());
    engines.forEach(engine -> line("| engine | %s |", engine));
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Duser.") && !flag.startsWith("-Djava.io."))
        .collect(Collectors.joining(" "));
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  void peak(int cores, double one, double all) {
    line(
        "| peak | %.0f GFLOP/s of fused multiply-adds on 1 thread, %.0f on %d, measured |",
        one / 1e9, all / 1e9, cores);
  }

  /** How the djl engine does at several batch sizes. */
  void batches(Workload workload, Map<Contestant, Rounds.Rate> rates) {
    line("");
    line("## %s", workload.name());
    line("");
    line(
        "djl by batch size: %s image-steps/s. The best one is taken below.",
        rates.entrySet().stream()
            .map(e -> "%d: %s".formatted(e.getKey().images(), count(e.getValue().median())))
            .collect(Collectors.joining(", ")));
  }

  /** The table of one workload. */
  void table(
      Workload workload, Map<Contestant, Rounds.Rate> rates, Contestant reference, double[] peak) {
    double base = rates.get(reference).median();
    line("");
    line("| engine | image-steps/s (least, most) | s an image | GFLOP/s | of peak | times djl |");
    line("| --- | ---: | ---: | ---: | ---: | ---: |");
    rates.forEach(
        (contestant, rate) -> {
          double flops = rate.median() * workload.operations();
          line(
              "| %s | %s (%s, %s) | %.4f | %.1f | %.0f %% | %.2f |",
              contestant.name(),
              count(rate.median()),
              count(rate.least()),
              count(rate.most()),
              workload.recipe().stop().steps() / rate.median(),
              flops / 1e9,
              100 * flops / (contestant.threads() == 1 ? peak[1] : peak[2]),
              rate.median() / base);
        });
    if (workload.goal() > 0) {
      double ratio = rates.values().iterator().next().median() / base;
      line("");
      line(
          "Goal: %.0f times djl at its best batch size. Measured: %.1f, %s.",
          workload.goal(), ratio, ratio >= workload.goal() ? "reached" : "missed");
    }
  }

  private static String count(double rate) {
    return "%,.0f".formatted(rate).replace(',', ' ');
  }

  private void line(String format, Object... values) {
    out.println(format.formatted(values));
    out.flush();
  }
}
