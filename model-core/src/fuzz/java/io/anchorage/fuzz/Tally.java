package io.anchorage.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts what became of a target's files. */
public final class Tally {
  private static final double MEGABYTE = 1 << 20;

  private final String name;
  private final List<String> problems = new ArrayList<>();
  private long files;
  private long refused;
  private long slowest;
  private long mostBytes;
  private double fullest;
  private long nanos;

  Tally(String name) {
    this.name = name;
  }

  /** Counts a file; returns whether it broke a rule. */
  boolean add(Trial trial, int number) {
    files++;
    nanos += trial.nanos();
    refused += trial.refused() ? 1 : 0;
    slowest = Math.max(slowest, trial.nanos());
    mostBytes = Math.max(mostBytes, trial.bytes());
    if (trial.allowed() > 0) {
      fullest = Math.max(fullest, (double) trial.bytes() / trial.allowed());
    }
    if (!trial.problem().isEmpty()) {
      problems.add(" " + number + ": " + trial.problem());
    }
    return !trial.problem().isEmpty();
  }

  public String name() {
    return name;
  }

  /** The files that broke a rule: number and what happened, in order. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** A row of a Markdown table: files, read, refused, slowest, most memory, broken rules. */
  public String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %.0f ms | %.1f MB%s | %d | %.0f s |",
        name,
        files,
        files - refused - problems.size(),
        refused,
        slowest / 1e6,
        mostBytes / MEGABYTE,
        fullest > 0.0001
            ? String.format(Locale.ROOT, ", %.0f %% of what is allowed", 100 * fullest)
            : "",
        problems.size(),
        nanos / 1e9);
  }

  /** The heading of the table whose rows {@link #row} gives. */
  public static String heading() {
    return "| what | files | read | refused | slowest | most allocated | broken rules | time |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- |";
  }
}
