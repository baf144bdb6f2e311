package io.anchorage.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds a target against many damaged files. */
public final class Fuzz {
  /** A file that takes longer hangs. */
  private static final long SECONDS = 5;

  private static final int KEPT = 20;

  private final Path findings;

  /**
   * @param findings a folder for files that break a rule; made when there is one
   */
  public Fuzz(Path findings) {
    this.findings = findings;
  }

  /**
   * Reads files 0 to {@code count - 1} of a target. File {@code i} depends on the seed, the
   * target's name and {@code i} alone.
   */
  public Tally run(Target target, long seed, int count) {
    requireSeeds(target);
    Tally tally = new Tally(target.name());
    ExecutorService worker = worker();
    try {
      for (int i = 0; i < count; i++) {
        byte[] file = file(target, seed, i);
        Trial trial = trial(worker, target, file);
        if (trial == null) {
          worker.shutdownNow();
          worker = worker();
          trial = new Trial(false, "hangs: no end after " + SECONDS + " s", 0, 0, SECONDS);
        }
        if (tally.add(trial, i) && tally.problems().size() <= KEPT) {
          keep(target, seed, i, file);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The fuzzing was interrupted", e);
    } finally {
      worker.shutdownNow();
    }
    return tally;
  }

  /** Reads the undamaged files, which also loads the classes that reading takes. */
  private static void requireSeeds(Target target) {
    Exception refusal = null;
    int read = 0;
    for (byte[] seed : target.seeds()) {
      try {
        target.read(seed);
        read++;
      } catch (Exception e) {
        refusal = e;
      }
    }
    if (read == 0) {
      throw new IllegalStateException(
          "No undamaged file of " + target.name() + " is read", refusal);
    }
  }

  /** The file of a number, such as one that broke a rule. */
  static byte[] file(Target target, long seed, int number) {
    long mixed = seed * 0x9E3779B97F4A7C15L + target.name().hashCode() * 31L + number;
    return Damage.of(target, new SplittableRandom(mixed));
  }

  private static Trial trial(ExecutorService worker, Target target, byte[] file)
      throws InterruptedException {
    Future<Trial> future = worker.submit(Trial.of(target, file));
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      return new Trial(false, "ended with " + e.getCause(), 0, 0, 0);
    }
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "fuzz");
          thread.setDaemon(true);
          return thread;
        });
  }

  private void keep(Target target, long seed, int number, byte[] file) {
    try {
      Files.createDirectories(findings);
      Files.write(findings.resolve("%s-%d-%d".formatted(target.name(), seed, number)), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs targets from a command line: {@code SEED COUNT FOLDER [NAME ...]}, and prints a row of a
   * Markdown table for each.
   *
   * @return whether no rule was broken
   */
  public static boolean main(List<Target> targets, String... args) {
    Fuzz fuzz = new Fuzz(Path.of(args[2]));
    List<String> wanted = List.of(args).subList(3, args.length);
    List<Tally> tallies = new ArrayList<>();
    for (Target target : targets) {
      if (wanted.isEmpty() || wanted.contains(target.name())) {
        Tally tally = fuzz.run(target, Long.parseLong(args[0]), Integer.parseInt(args[1]));
        tallies.add(tally);
        System.out.println(tally.row());
        tally.problems().stream().limit(KEPT).forEach(p -> System.err.println(tally.name() + p));
      }
    }
    return tallies.stream().allMatch(tally -> tally.problems().isEmpty());
  }
}
