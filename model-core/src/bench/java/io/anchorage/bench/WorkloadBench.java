package io.anchorage.bench;

import io.anchorage.UserException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measures one workload in its own JVM: the engines' agreement first, then their speed. */
public final class WorkloadBench {
  /** The exit status if the engines' losses differ by more than they may. */
  static final int DISAGREEMENT = 1;

  private static final int BROKEN = 2;

  private final Workload workload;
  private final Effort effort;
  private final Engine vector = Engines.open("vector");
  private final Optional<Engine> scalar;
  private final Optional<Engine> djl;

  private WorkloadBench(Workload workload, Effort effort, Set<String> without) {
    this.workload = workload;
    this.effort = effort;
    this.scalar =
        workload.scalar() && !without.contains("scalar")
            ? Optional.of(Engines.open("scalar"))
            : Optional.empty();
    this.djl = without.contains("djl") ? Optional.empty() : Optional.of(Engines.open("djl"));
  }

  /** The arguments of {@link #main}. */
  static List<String> arguments(Path home, String name, BenchOptions options, Path rows) {
    return List.of(
        home.toString(),
        name,
        options.quick() ? "quick" : "full",
        String.join(",", options.without()),
        rows.toString());
  }

  public static void main(String[] args) throws IOException {
    try {
      WorkloadBench bench =
          new WorkloadBench(
              new Workloads(Path.of(args[0])).open(args[1]),
              Effort.of(args[2].equals("quick")),
              Set.of(args[3].split(",")));
      Verdict verdict = bench.run();
      verdict.append(Path.of(args[4]));
      System.exit(verdict.agreed() ? 0 : DISAGREEMENT);
    } catch (UserException e) {
      System.err.println(e.getMessage());
      System.exit(BROKEN);
    }
  }

  private Verdict run() {
    WorkloadReport report = new WorkloadReport(workload);
    report.head(vector, djl);
    Footprint footprint = Footprint.of(vector, workload);
    Agreement agreement = Agreement.of(workload, vector, scalar, djl);
    report.agreement(agreement);
    report.footprint(footprint);
    Optional<Contestant> batch = djl.map(engine -> bestBatch(engine, report));
    try (Contest contest = Contest.of(workload, vector, scalar, batch)) {
      Results results = Results.measure(workload, contest, effort.rounds());
      report.table(results);
      return Verdict.of(results, footprint, agreement);
    }
  }

  /** The batch size with the best single round: other load on the machine can only hide it. */
  private Contestant bestBatch(Engine engine, WorkloadReport report) {
    List<Integer> sizes = workload.batches();
    if (sizes.size() == 1) {
      return new Batch(engine, workload, sizes.get(0));
    }
    Map<Integer, Contestant> batches = new LinkedHashMap<>();
    sizes.forEach(size -> batches.put(size, new Batch(engine, workload, size)));
    Map<Contestant, Rounds.Rate> rates = effort.scan().measure(List.copyOf(batches.values()));
    batches.values().forEach(Contestant::close);
    Map<Integer, Rounds.Rate> bySize = new LinkedHashMap<>();
    batches.forEach((size, batch) -> bySize.put(size, rates.get(batch)));
    report.batches(bySize);
    int best =
        Collections.max(
            sizes, Comparator.comparingDouble((Integer size) -> bySize.get(size).most()));
    return new Batch(engine, workload, best);
  }
}
