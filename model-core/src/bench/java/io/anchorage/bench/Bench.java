package io.anchorage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The table of {@code deploy/bench}: every engine on every workload, compared with the machine's
 * peak. Each workload runs in its own JVM, so that no row depends on what the compiler saw in
 * earlier ones.
 */
public final class Bench {
  private static final int USAGE = 2;

  private Bench() {}

  /** Takes the repository's path, then the arguments of {@link BenchOptions}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]);
    List<String> names = new Workloads(home).names();
    BenchOptions options;
    try {
      options = BenchOptions.parse(List.of(args).subList(1, args.length), names);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    System.exit(run(home, options));
  }

  private static int run(Path home, BenchOptions options) throws IOException, InterruptedException {
    Machine.print();
    Path rows = Files.createTempFile("anchorage-bench", ".md");
    try {
      int status = 0;
      for (String name : options.workloads()) {
        int code =
            Fork.run(WorkloadBench.class, WorkloadBench.arguments(home, name, options, rows));
        if (code != 0) {
          status = 1;
        }
        if (code > WorkloadBench.DISAGREEMENT) {
          Verdict.failed(name, code).append(rows);
        }
      }
      Verdict.printTable(rows);
      return status;
    } finally {
      Files.delete(rows);
    }
  }
}
