package io.anchorage.bench;

import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The table of {@code deploy/bench}: every engine on every workload, in one run of one JVM, beside
 * the machine's measured peak. Arguments: the repository, and {@code quick} for a short run.
 */
public final class Bench {
  private final Engine vector = Engines.open("vector");
  private final Engine scalar = Engines.open("scalar");
  private final Engine djl = Engines.open("djl");
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final Rounds rounds;
  private final Rounds scan;

  private Bench(boolean quick) {
    this.rounds = quick ? new Rounds(3, 0.5) : new Rounds(7, 1.5);
    this.scan = quick ? new Rounds(1, 0.5) : new Rounds(3, 1);
  }

  public static void main(String[] args) {
    boolean quick = args.length > 1 && args[1].equals("quick");
    Bench bench = new Bench(quick);
    BenchReport report = new BenchReport();
    report.machine(List.of(bench.vector.description(), bench.djl.description()));
    double[] peak = {0, bench.peak(1), bench.peak(bench.cores)};
    report.peak(bench.cores, peak[1], peak[2]);
    for (Workload workload : new Workloads(Path.of(args[0])).all()) {
      bench.run(workload, report, peak);
    }
  }

  /** The median of five. */
  private double peak(int threads) {
    return java.util.stream.DoubleStream.generate(() -> FmaPeak.flops(threads))
        .limit(6)
        .skip(1)
        .sorted()
        .toArray()[2];
  }

  private void run(Workload workload, BenchReport report, double[] peak) {
    int batch = bestBatch(workload, report);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new Threads(vector, workload, cores));
    contestants.add(new Threads(vector, workload, 1));
    contestants.add(new Threads(scalar, workload, cores));
    contestants.add(new Batch(djl, workload, batch));
    Map<Contestant, Rounds.Rate> rates = rounds.measure(contestants);
    report.table(workload, rates, contestants.get(3), peak);
    contestants.forEach(Contestant::close);
  }

  private int bestBatch(Workload workload, BenchReport report) {
    List<Contestant> contestants = new ArrayList<>();
    for (int size : workload.batches()) {
      contestants.add(new Batch(djl, workload, size));
    }
    Map<Contestant, Rounds.Rate> rates = scan.measure(contestants);
    contestants.forEach(Contestant::close);
    report.batches(workload, rates);
    return rates.entrySet().stream()
        .max(Comparator.comparingDouble(entry -> entry.getValue().median()))
        .orElseThrow()
        .getKey()
        .images();
  }
}
