package io.anchorage.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.anchorage.UserException;
import io.anchorage.jobs.table.SomeTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  private static final FolderLock.Timing QUICK =
      new FolderLock.Timing(
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofMillis(20));

  @TempDir Path folder;

  @Test
  void a_second_job_is_told_who_holds_the_table() {
    StorageFolder files = SomeTable.files(folder);
    try (FolderLock held = FolderLock.acquire(files, "app-1", QUICK)) {
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(() -> FolderLock.acquire(files, "app-2", QUICK))
          .withMessageContaining("app-1")
          .withMessageContaining("process " + ProcessHandle.current().pid())
          .withMessageContaining(folder.toString())
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
      held.ensureHeld();
    }
    FolderLock.acquire(files, "app-2", QUICK).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_lock_of_a_killed_process_is_taken_over_at_once() throws Exception {
    Process child = holdInAnotherProcess(folder);
    StorageFolder files = SomeTable.files(folder);
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> FolderLock.acquire(files, "second"))
        .withMessageContaining("process " + child.pid());

    child.destroyForcibly().waitFor();

    assertThat(folder.resolve("_lock")).exists();
    long start = System.nanoTime();
    try (FolderLock lock = FolderLock.acquire(files, "second")) {
      lock.ensureHeld();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_terminated_process_releases_its_lock() throws Exception {
    Process child = holdInAnotherProcess(folder);
    child.destroy();
    child.waitFor();
    assertThat(folder.resolve("_lock")).doesNotExist();
  }

  @Test
  void another_process_with_the_holders_number_is_not_the_holder() throws IOException {
    LockHolder self = LockHolder.self("gone");
    LockHolder earlier =
        new LockHolder(
            "t",
            self.host(),
            self.namespace(),
            self.pid(),
            self.processStart().minusSeconds(3600),
            "gone",
            self.since(),
            Instant.now());
    Files.write(folder.resolve("_lock"), earlier.toJson());
    FolderLock.acquire(SomeTable.files(folder), "new", QUICK).close();
    assertThat(folder.resolve("_lock")).doesNotExist();
  }

  @Test
  void a_silent_holder_on_another_host_is_taken_over() throws IOException {
    Files.write(folder.resolve("_lock"), elsewhere(Instant.now().minusSeconds(2)).toJson());
    try (FolderLock lock = FolderLock.acquire(SomeTable.files(folder), "new", QUICK)) {
      lock.ensureHeld();
    }
  }

  @Test
  void a_holder_on_another_host_that_lives_is_not() throws IOException {
    Files.write(folder.resolve("_lock"), elsewhere(Instant.now()).toJson());
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(
            () -> FolderLock.acquire(SomeTable.files(folder), "new", FolderLock.Timing.DEFAULT))
        .withMessageContaining("elsewhere.example");
  }

  @Test
  void a_holder_whose_clock_is_behind_is_seen_to_live() throws Exception {
    Path lock = folder.resolve("_lock");
    LockHolder behind = elsewhere(Instant.now().minusSeconds(300));
    Files.write(lock, behind.toJson());
    Thread beats =
        new Thread(
            () -> {
              for (int i = 1; i < 200; i++) {
                beat(lock, behind.beating(behind.heartbeat().plusMillis(i)));
              }
            });
    beats.start();
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> FolderLock.acquire(SomeTable.files(folder), "new", QUICK))
        .withMessageContaining("elsewhere.example");
    beats.join();
  }

  @Test
  void a_lock_cut_short_by_a_kill_is_taken_over() throws IOException {
    Files.writeString(folder.resolve("_lock"), "{\"tok");
    try (FolderLock lock = FolderLock.acquire(SomeTable.files(folder), "new", QUICK)) {
      lock.ensureHeld();
    }
  }

  @Test
  void a_job_that_lost_its_lock_writes_nothing_more() throws IOException {
    try (FolderLock lock = FolderLock.acquire(SomeTable.files(folder), "old")) {
      Files.write(folder.resolve("_lock"), elsewhere(Instant.now()).toJson());
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(lock::ensureHeld)
          .withMessageContaining("Lost the lock")
          .withMessageContaining("elsewhere.example");
    }
    assertThat(folder.resolve("_lock")).exists();
  }

  @Test
  void the_heartbeat_is_refreshed() throws Exception {
    try (FolderLock lock = FolderLock.acquire(SomeTable.files(folder), "app", QUICK)) {
      Instant first = heartbeat();
      Instant deadline = Instant.now().plusSeconds(20);
      while (heartbeat().equals(first) && Instant.now().isBefore(deadline)) {
        Thread.sleep(20);
      }
      assertThat(heartbeat()).isAfter(first);
      lock.ensureHeld();
    }
  }

  private Instant heartbeat() throws IOException {
    return LockHolder.fromJson(Files.readAllBytes(folder.resolve("_lock")))
        .orElseThrow()
        .heartbeat();
  }

  private static LockHolder elsewhere(Instant heartbeat) {
    return new LockHolder(
        "t", "elsewhere.example", "pid:[1]", 42, heartbeat, "app-9", heartbeat, heartbeat);
  }

  private static void beat(Path lock, LockHolder holder) {
    try {
      Path temporary = lock.resolveSibling("beat");
      Files.write(temporary, holder.toJson());
      Files.move(temporary, lock, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      Thread.sleep(10);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process holdInAnotherProcess(Path folder) throws IOException {
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Holder.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("held");
    return child;
  }

  /** Holds a lock until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws InterruptedException {
      FolderLock.acquire(SomeTable.files(Path.of(arguments[0])), "first");
      System.out.println("held");
      Thread.sleep(60_000);
    }
  }
}
