package io.anchorage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One workload compared with its goals.
 *
 * @param cells of the closing table
 * @param agreed whether the engines agree
 */
record Verdict(List<String> cells, boolean agreed) {
  static Verdict of(Results results, Footprint footprint, Agreement agreement) {
    Workload workload = results.workload();
    Contestant vector = results.contest().vector();
    Goal goal = workload.goal();
    double threads = Goal.EFFICIENCY * vector.threads();
    return new Verdict(
        List.of(
            workload.title(),
            Text.count(results.median(vector)),
            judged("%.1f", results.timesDjl(vector), goal.timesDjl()),
            times(results.timesDjlAtPeak()),
            goal.ofPeak() == 0
                ? "%.0f %%".formatted(100 * results.ofPeak(vector))
                : judged(
                    "%.0f %%",
                    OptionalDouble.of(100 * results.ofPeak(vector)), 100 * goal.ofPeak()),
            judged("%.2f", OptionalDouble.of(results.timesSingle()), threads),
            "%.0f".formatted(footprint.bytesPerPixel()),
            (agreement.holds() ? "agree" : "DISAGREE") + (results.busy() ? "; BUSY MACHINE" : "")),
        agreement.holds());
  }

  /** The verdict on a workload whose JVM ended early. */
  static Verdict failed(String name, int status) {
    return new Verdict(
        List.of(name, "FAILED with status " + status, "", "", "", "", "", "not compared"), false);
  }

  private static String times(OptionalDouble value) {
    return value.isPresent() ? "%.1f".formatted(value.getAsDouble()) : "not run";
  }

  private static String judged(String format, OptionalDouble value, double goal) {
    if (value.isEmpty()) {
      return "not run";
    }
    return "%s of %s: %s"
        .formatted(
            format.formatted(value.getAsDouble()),
            format.formatted(goal),
            value.getAsDouble() >= goal ? "reached" : "missed");
  }

  /** Appends the row to a file. */
  void append(Path rows) throws IOException {
    Files.writeString(rows, row(cells), StandardOpenOption.APPEND);
  }

  static void printTable(Path rows) throws IOException {
    System.out.println();
    System.out.println("## Against the goals");
    System.out.println();
    System.out.print(
        row(
            List.of(
                "work",
                "`vector`, image-steps/s",
                "times `djl`",
                "the peak, times `djl`",
                "of the peak",
                "threads over 1",
                "bytes/pixel",
                "engines")));
    System.out.print(row(List.of("---", "---:", "---:", "---:", "---:", "---:", "---:", "---")));
    System.out.print(Files.readString(rows));
    System.out.println();
    System.out.println(
        "\"The peak, times `djl`\" is what an engine would reach that did the products at peak speed"
            + " and everything else in no time.");
    System.out.flush();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
