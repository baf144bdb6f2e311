package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a file system, asked of HDFS. */
class HdfsTableIT {
  @TempDir static Path folder;
  private static MiniDFSCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    cluster = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    cluster.waitActive();
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  private static StorageFolder files(String name) {
    return StorageFolder.at(cluster.getURI() + "/" + name, new Configuration());
  }

  @Test
  void a_table_is_made_resumed_and_read() {
    StorageFolder files = files("made");
    try (FolderLock lock = FolderLock.acquire(files, "first");
        TablePublisher publisher =
            TablePublisher.create(
                files,
                lock,
                SomeTable.spec(),
                SharedContent.decoder(new byte[] {1}),
                "some",
                List.of(),
                SomeTable.run("create"))) {
      publisher.publish(SomeTable.shard(publisher.format(), "a", 0, 10));
      SomeTable.shard(publisher.format(), "left-over", 0, 3);
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    try (FolderLock lock = FolderLock.acquire(files, "second");
        TablePublisher publisher =
            TablePublisher.reopen(
                files, lock, SomeTable.spec(), List.of(), SomeTable.run("resume"))) {
      publisher.publish(SomeTable.shard(publisher.format(), "b", 10, 15));
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    FieldTable table = FieldTable.open(files);
    assertThat(SomeTable.all(table.rows()))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(IntStream.range(0, 15).mapToObj(SomeTable::row).toList());
    assertThat(TableVerifier.verify(table, null).problems()).isEmpty();
    assertThat(files.list("fields")).hasSize(2);
    assertThat(files.list(""))
        .containsExactlyInAnyOrder("fields", "manifest.json", table.manifest().shared().path());
  }

  @Test
  void a_file_is_replaced_at_once() throws IOException {
    StorageFolder files = files("replaced");
    for (int i = 0; i < 3; i++) {
      byte[] content = ("version " + i).getBytes(StandardCharsets.UTF_8);
      files.replace("manifest.json", content);
      assertThat(files.read("manifest.json")).isEqualTo(content);
    }
    assertThat(files.list("")).containsExactly("manifest.json");
  }

  @Test
  void of_many_jobs_at_once_one_gets_the_table() throws Exception {
    StorageFolder files = files("contested");
    ExecutorService jobs = Executors.newFixedThreadPool(8);
    try {
      List<Callable<FolderLock>> attempts =
          IntStream.range(0, 8)
              .<Callable<FolderLock>>mapToObj(i -> () -> FolderLock.acquire(files, "job-" + i))
              .toList();
      int winners = 0;
      for (Future<FolderLock> attempt : jobs.invokeAll(attempts)) {
        try {
          attempt.get().close();
          winners++;
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(UserException.class);
        }
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      jobs.shutdownNow();
    }
  }

  @Test
  void a_table_held_from_another_host_is_refused() throws IOException {
    StorageFolder files = files("held");
    String other =
        """
        {"token":"t","host":"elsewhere.example","namespace":"","pid":42,"process_start":"%1$s",
        "application":"app-9","since":"%1$s","heartbeat":"%1$s"}
        """
            .formatted(Instant.now());
    files.replace("_lock", other.getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> FolderLock.acquire(files, "second"))
        .withMessageContaining("elsewhere.example")
        .withMessageContaining("hdfs://");
  }
}
