package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.learn.TrainRequest;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.train.ModelFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Over 300 lines, because each kind of fault is a few lines here, and all are counted alike.
 *
 * <p>Faults on a standalone cluster of real processes, counted: one a run, then the run is brought
 * to its end as an operator would, and what it leaves is held against a run without a fault.
 */
public final class Faults {
  private static final int TRIES = 6;
  private static final int CLEAN = 3;
  private static final int CHANGES = 40;
  private static final int SMALL_CHANGES = 20;
  private static final long JUMP_MILLIS = Duration.ofHours(1).toMillis();
  private static final int BALLAST = 4096;

  private final FaultSite site;
  private final Path input;
  private final Path mount;
  private final String expected;
  private final byte[] model;
  private final Path cleanTable;
  private final double[] cleanSeconds = new double[4];
  private long number;

  /** What one kind of fault came to. */
  private static final class Count {
    private int tries;
    private int missed;
    private int lost;
    private int doubled;
    private int other;
    private double seconds;
    private double most;
  }

  private Faults(FaultSite site) throws IOException {
    this.site = site;
    this.input = site.work().resolve("pets");
    FaultSite.images(input);
    Files.writeString(site.work().resolve("empty.yaml"), "{}\n");
    this.mount = mounted(site.work().resolve("small"));
    this.cleanTable = site.work().resolve("clean");
    Path cleanModel = site.work().resolve("clean-model");
    site.fit(input, cleanTable, FitRequest.Mode.CREATE);
    this.expected = FaultSite.opened(cleanTable).parametersSha256();
    site.train(cleanTable, cleanModel, TrainRequest.Mode.CREATE);
    this.model = Files.readAllBytes(cleanModel.resolve(ModelFiles.WEIGHTS));
  }

  /** {@code SEED COUNT FOLDER [KIND ...]}: that many faults of all kinds, and a Markdown table. */
  public static void main(String[] args) throws Exception {
    List<FaultKind> kinds =
        Arrays.stream(FaultKind.values())
            .filter(
                kind ->
                    args.length == 3 || List.of(args).subList(3, args.length).contains(kind.flag()))
            .sorted(Comparator.comparingInt(kind -> -kind.weight()))
            .toList();
    int count = Integer.parseInt(args[1]);
    boolean sound = true;
    Path work = Files.createDirectories(Path.of(args[2])).toRealPath().resolve("faults");
    Histories.remove(work);
    try (FaultSite site = FaultSite.open(work)) {
      Faults faults = new Faults(site);
      try {
        int weight = kinds.stream().mapToInt(FaultKind::weight).sum();
        int before = 0;
        for (FaultKind kind : kinds) {
          int upTo = before + kind.weight();
          int tries = count * upTo / weight - count * before / weight;
          sound &= faults.row(kind, tries, Long.parseLong(args[0]));
          before = upTo;
        }
      } finally {
        faults.unmount();
      }
    }
    System.exit(sound ? 0 : 1);
  }

  private boolean row(FaultKind kind, int tries, long seed) throws Exception {
    if (mount == null && (kind == FaultKind.FULL_DISK || kind == FaultKind.READ_ONLY)) {
      System.out.printf("| %s | not run: a tmpfs cannot be mounted | | | | | |%n", kind.words());
      return true;
    }
    if (cleanSeconds[way(kind)] == 0) {
      cleanSeconds[way(kind)] = clean(way(kind));
    }
    Count count = new Count();
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + kind.flag().hashCode());
    while (count.tries < tries && count.missed <= 2 * tries) {
      attempt(kind, random, count);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %.1f | %.1f |%n",
        kind.words(),
        count.tries,
        count.lost,
        count.doubled,
        count.other,
        count.seconds / Math.max(1, count.tries),
        count.most);
    return count.lost + count.doubled + count.other == 0;
  }

  private void attempt(FaultKind kind, SplittableRandom random, Count count) throws Exception {
    Path output =
        (kind == FaultKind.FULL_DISK || kind == FaultKind.READ_ONLY ? mount : site.work())
            .resolve("run-" + ++number);
    boolean own = kind == FaultKind.BAD_IMAGES;
    Path images = own ? site.work().resolve("images-" + number).resolve("pets") : input;
    long start = System.nanoTime();
    boolean struck = run(kind, images, output, random);
    double lost = (System.nanoTime() - start) / 1e9 - cleanSeconds[way(kind)];
    if (struck) {
      count.tries++;
      count.seconds += Math.max(0, lost);
      count.most = Math.max(count.most, lost);
    } else {
      count.missed++;
    }
    String fault = kind.isTraining() ? checkModel(output, count) : checkTable(output, count);
    if (fault.isEmpty()) {
      Histories.remove(output);
      if (own) {
        Histories.remove(images.getParent());
      }
    } else {
      System.err.printf("%s, run %d: %s%n", kind.flag(), number, fault);
    }
  }

  private static int way(FaultKind kind) {
    return (kind.isTraining() ? 1 : 0) + (kind.isOfDriver() ? 2 : 0);
  }

  /** The median time of a run without a fault. */
  private double clean(int way) throws IOException {
    double[] seconds = new double[way < 2 ? CLEAN : 1];
    for (int i = 0; i < seconds.length; i++) {
      Path output = site.work().resolve("time-" + way);
      long start = System.nanoTime();
      switch (way) {
        case 0 -> site.fit(input, output, FitRequest.Mode.CREATE);
        case 1 -> site.train(cleanTable, output, TrainRequest.Mode.CREATE);
        case 2 -> require(site.fitElsewhere(input, output, false));
        default -> require(site.trainElsewhere(cleanTable, output, false));
      }
      seconds[i] = (System.nanoTime() - start) / 1e9;
      Histories.remove(output);
    }
    Arrays.sort(seconds);
    System.err.printf(
        Locale.ROOT, "a run without a fault (%d): %.1f s%n", way, seconds[seconds.length / 2]);
    return seconds[seconds.length / 2];
  }

  private static void require(int code) {
    if (code != 0) {
      throw new IllegalStateException("a run without a fault ended with exit code " + code);
    }
  }

  /** Lets a run meet a fault and brings it to its end; tells whether the fault struck. */
  private boolean run(FaultKind kind, Path images, Path output, SplittableRandom random)
      throws Exception {
    if (kind.planned() != null) {
      int at =
          1
              + random.nextInt(
                  kind.isTraining() || kind.access() == FaultPlan.Access.OPEN
                      ? SMALL_CHANGES
                      : CHANGES);
      site.plan()
          .set(
              number, kind.isOfDriver() ? "driver" : "executor", kind.access(), kind.planned(), at);
      finish(kind, images, output);
      return site.plan().end(number);
    }
    return switch (kind) {
      case EXECUTOR_AT_TIME, WORKER, CLOCK, READ_ONLY -> atAnyTime(kind, images, output, random);
      case FULL_DISK -> full(images, output, random);
      case DAMAGED_SHARD -> damaged(images, output, random);
      case BAD_IMAGES -> bad(images, output, random);
      default -> throw new IllegalStateException(kind.flag());
    };
  }

  /** Runs until a run ends well, as an operator would. */
  private void finish(FaultKind kind, Path images, Path output) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      boolean begun = i > 0;
      if (kind.isOfDriver()) {
        int code =
            kind.isTraining()
                ? site.trainElsewhere(cleanTable, output, begun)
                : site.fitElsewhere(images, output, begun);
        if (code == 0) {
          return;
        }
        continue;
      }
      try {
        if (kind.isTraining()) {
          site.train(
              cleanTable, output, begun ? TrainRequest.Mode.RESUME : TrainRequest.Mode.CREATE);
        } else {
          site.fit(images, output, begun ? FitRequest.Mode.RESUME : FitRequest.Mode.CREATE);
        }
        return;
      } catch (RuntimeException e) {
        System.err.printf("%s, run %d: %s%n", kind.flag(), number, e.getMessage());
        // A process that ends gives up its lock; this one lives on.
        Files.deleteIfExists(output.resolve("_lock"));
      }
    }
    throw new IllegalStateException(kind.flag() + ": no end after " + TRIES + " runs");
  }

  private boolean atAnyTime(FaultKind kind, Path images, Path output, SplittableRandom random)
      throws Exception {
    long wait = random.nextLong(1, 1 + (long) (1000 * cleanSeconds[0]));
    int worker = random.nextInt(2);
    CompletableFuture<Boolean> fault =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                Thread.sleep(wait);
                return strike(kind, output, worker, random);
              } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
              }
            });
    boolean struck;
    try {
      site.fit(images, output, FitRequest.Mode.CREATE);
      struck = fault.get();
      undo(kind, worker, struck);
    } catch (RuntimeException e) {
      struck = fault.get();
      undo(kind, worker, struck);
      Files.deleteIfExists(output.resolve("_lock"));
    }
    if (!isComplete(output)) {
      finishAgain(kind, images, output);
    }
    return struck;
  }

  private void finishAgain(FaultKind kind, Path images, Path output) throws IOException {
    for (int i = 0; i < TRIES && !isComplete(output); i++) {
      try {
        site.fit(images, output, FitRequest.Mode.RESUME);
      } catch (RuntimeException e) {
        System.err.printf("%s, run %d: %s%n", kind.flag(), number, e.getMessage());
        Files.deleteIfExists(output.resolve("_lock"));
      }
    }
  }

  private static boolean isComplete(Path output) {
    return Files.exists(output.resolve("manifest.json"))
        && FaultSite.opened(output).manifest().fields() == FaultSite.IMAGES;
  }

  private boolean strike(FaultKind kind, Path output, int worker, SplittableRandom random)
      throws IOException {
    switch (kind) {
      case EXECUTOR_AT_TIME -> {
        List<ProcessHandle> executors = site.cluster().executors(worker);
        executors.forEach(ProcessHandle::destroyForcibly);
        return !executors.isEmpty();
      }
      case WORKER -> site.cluster().killWorker(worker);
      case READ_ONLY -> mount("mount", "-o", "remount,ro", mount.toString());
      case CLOCK -> {
        long jump = random.nextBoolean() ? JUMP_MILLIS : -JUMP_MILLIS;
        FileTime time = FileTime.fromMillis(System.currentTimeMillis() + jump);
        try (Stream<Path> files = Files.exists(output) ? Files.walk(output) : Stream.empty()) {
          for (Path file : files.toList()) {
            if (Files.exists(file)) {
              Files.setLastModifiedTime(file, time);
            }
          }
        }
        return Files.exists(output);
      }
      default -> throw new IllegalStateException(kind.flag());
    }
    return true;
  }

  private void undo(FaultKind kind, int worker, boolean struck) throws IOException {
    if (struck && kind == FaultKind.WORKER) {
      site.cluster().restartWorker(worker);
    } else if (struck && kind == FaultKind.READ_ONLY) {
      mount("mount", "-o", "remount,rw", mount.toString());
    }
  }

  private boolean full(Path images, Path output, SplittableRandom random) throws IOException {
    Path ballast = mount.resolve("ballast");
    long free = random.nextLong(0, 30) * BALLAST;
    fill(ballast, mount.toFile().getUsableSpace() - free);
    boolean failed = false;
    try {
      site.fit(images, output, FitRequest.Mode.CREATE);
    } catch (RuntimeException e) {
      failed = true;
    }
    Files.delete(ballast);
    Files.deleteIfExists(output.resolve("_lock"));
    finishAgain(FaultKind.FULL_DISK, images, output);
    return failed;
  }

  private static void fill(Path file, long bytes) throws IOException {
    byte[] block = new byte[BALLAST];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left >= BALLAST; left -= BALLAST) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full a little earlier than reckoned.
    }
  }

  private boolean damaged(Path images, Path output, SplittableRandom random) throws IOException {
    site.fit(images, output, FitRequest.Mode.CREATE);
    List<ShardEntry> shards = FaultSite.opened(output).manifest().shards();
    Path file = output.resolve(shards.get(random.nextInt(shards.size())).fields().path());
    if (random.nextBoolean()) {
      Files.delete(file);
    } else {
      byte[] content = Files.readAllBytes(file);
      content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, content);
    }
    site.fit(images, output, FitRequest.Mode.REPAIR);
    return true;
  }

  private boolean bad(Path images, Path output, SplittableRandom random) throws IOException {
    FaultSite.images(images);
    int victim = random.nextInt(FaultSite.IMAGES);
    Path file = images.resolve("class-" + victim % 5).resolve(victim + ".png");
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / (2 + random.nextInt(3))));
    site.fit(images, output, FitRequest.Mode.CREATE);
    boolean told = FaultSite.opened(output).manifest().failures() == 1;
    Files.write(file, content);
    site.fit(images, output, FitRequest.Mode.INCREMENTAL);
    return told && FaultSite.opened(output).manifest().failures() == 0;
  }

  private String checkTable(Path output, Count count) {
    FieldTable table = FaultSite.opened(output);
    List<FieldKey> keys = new ArrayList<>();
    try (ShardScan<FieldKey> scan = table.keys()) {
      scan.forEachRemaining(keys::add);
    }
    Set<FieldKey> distinct = new HashSet<>(keys);
    int lost = FaultSite.IMAGES - distinct.size();
    int doubled = keys.size() - distinct.size();
    count.lost += lost;
    count.doubled += doubled;
    if (lost + doubled > 0) {
      return "%d lost, %d there twice".formatted(lost, doubled);
    }
    List<String> problems = TableVerifier.verify(table, null).problems();
    boolean same = table.parametersSha256().equals(expected);
    count.other += same && problems.isEmpty() ? 0 : 1;
    return same ? String.join("; ", problems) : "other bytes";
  }

  private String checkModel(Path output, Count count) throws IOException {
    Path weights = output.resolve(ModelFiles.WEIGHTS);
    if (!Files.exists(weights) || !Files.exists(output.resolve(ModelFiles.CARD))) {
      count.lost++;
      return "no model";
    }
    boolean same = Arrays.equals(Files.readAllBytes(weights), model);
    count.other += same ? 0 : 1;
    return same ? "" : "other weights";
  }

  /** A disk of 4 MiB; null if this user cannot mount one. */
  private static Path mounted(Path folder) throws IOException {
    Files.createDirectories(folder);
    return mount("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString())
        ? folder
        : null;
  }

  private void unmount() throws IOException {
    if (mount != null) {
      mount("umount", "-l", mount.toString());
    }
  }

  private static boolean mount(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
