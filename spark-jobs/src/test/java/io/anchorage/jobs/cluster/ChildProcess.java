package io.anchorage.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that a test starts, its output in a file; it and its children end with the test. */
public final class ChildProcess implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param log takes standard output and standard error
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new ChildProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Process process() {
    return process;
  }

  /** All that the process has said. */
  public String output() {
    try {
      return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the output has a match, and gives its first group. */
  public String await(Pattern pattern, Duration time) {
    Matcher[] found = new Matcher[1];
    await(
        "output like " + pattern,
        time,
        () -> {
          found[0] = pattern.matcher(output());
          return found[0].find();
        });
    return found[0].group(1);
  }

  /** Waits until something holds; fails with the output if the process ends before. */
  public void await(String what, Duration time, BooleanSupplier holds) {
    long end = System.nanoTime() + time.toNanos();
    while (!holds.getAsBoolean()) {
      if (!process.isAlive() && !holds.getAsBoolean()) {
        throw new AssertionError("Ended before " + what + ":\n" + output());
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited " + time + " for " + what + ":\n" + output());
      }
      pause();
    }
  }

  /** Waits for the end and gives the exit code; fails with the output if it takes too long. */
  public int exit(Duration time) {
    try {
      if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("Still running after " + time + ":\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Holds the process still, this one only, until {@link #goOn}. */
  public void hold() {
    signal("STOP");
  }

  /** Lets a process that was held go on. */
  public void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill -" + name + " failed:\n" + output());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** As {@code kill -9}, this process only. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
