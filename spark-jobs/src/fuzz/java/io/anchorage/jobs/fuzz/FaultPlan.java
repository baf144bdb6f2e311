package io.anchorage.jobs.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is to go wrong next in processes that work on a {@link MortalDisk}: a file that they all see
 * names a fault, whom it strikes, and at which of that process's accesses to the disk. The first
 * process that gets there takes it; nobody else does.
 */
final class FaultPlan {
  /** The Java property that names the plan's file; without it nothing goes wrong. */
  static final String FILE = "anchorage.fuzz.plan";

  /** The Java property that says what a process is: {@code driver} or {@code executor}. */
  static final String ROLE = "anchorage.fuzz.role";

  private static final long SLOW_MILLIS = 3000;
  private static final int HELD_SECONDS = 45;
  private static final Map<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();

  /** What happens. */
  enum Fault {
    /** The process gets {@code kill -9}. */
    KILL,
    /** The access ends with an error, as of a broken disk. */
    FAIL,
    /** The access takes seconds. */
    SLOW,
    /** The process stands still for longer than Spark waits for it, and then goes on. */
    HOLD
  }

  /** The accesses that are counted. */
  enum Access {
    CHANGE,
    OPEN
  }

  private final Path file;

  FaultPlan(Path file) {
    this.file = file;
  }

  /** Makes a plan, in place of the last. */
  void set(long number, String role, Access access, Fault fault, int at) throws IOException {
    Path beside = file.resolveSibling("plan.tmp");
    Files.writeString(beside, "%d %s %s %s %d".formatted(number, role, access, fault, at));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Ends the plan, and tells whether it has struck. */
  boolean end(long number) throws IOException {
    Files.deleteIfExists(file);
    return Files.exists(struck(file, Long.toString(number)));
  }

  private static Path struck(Path file, String number) {
    return file.resolveSibling("struck-" + number);
  }

  /** To be called before each access to the disk. */
  static void before(Access access) throws IOException {
    String file = System.getProperty(FILE);
    if (file == null) {
      return;
    }
    String[] words;
    try {
      words = Files.readString(Path.of(file)).split(" ", -1);
    } catch (IOException e) {
      return;
    }
    boolean ours =
        words.length == 5
            && words[1].equals(System.getProperty(ROLE))
            && words[2].equals(access.name());
    if (ours
        && COUNTS.computeIfAbsent(words[0], n -> new AtomicInteger()).incrementAndGet()
            >= Integer.parseInt(words[4])
        && take(struck(Path.of(file), words[0]))) {
      strike(Fault.valueOf(words[3]));
    }
  }

  private static boolean take(Path struck) {
    try {
      Files.createFile(struck);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void strike(Fault fault) throws IOException {
    long pid = ProcessHandle.current().pid();
    switch (fault) {
      case KILL -> run("kill -9 " + pid);
      case HOLD -> run("kill -STOP %d; sleep %d; kill -CONT %d".formatted(pid, HELD_SECONDS, pid));
      case SLOW -> pause();
      case FAIL -> throw new IOException("Input/output error (injected)");
    }
  }

  private static void run(String command) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", command).start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
