package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.TableLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table that somebody else has made may hold links to files outside. A job reads through them, as
 * every program does, and writes, renames and removes the links alone.
 */
class LinksInTablesTest {
  @TempDir Path around;

  private Path table;

  @BeforeEach
  void make() {
    table = around.resolve("table");
    SomeTable.make(table, 5);
  }

  /** Puts a link to a file outside in the place of one of the table's, with its content. */
  private Path outside(String name) throws IOException {
    Path inside = table.resolve(name);
    Path target = around.resolve("precious-" + name.replace('/', '-'));
    if (Files.exists(inside)) {
      Files.move(inside, target);
    } else {
      Files.writeString(target, "mine");
    }
    Files.createSymbolicLink(inside, target);
    return target;
  }

  @Test
  void a_job_never_writes_through_a_link() throws IOException {
    Path manifest = outside(TableLayout.MANIFEST);
    Path note = outside(TableLayout.PUBLISHING);
    Path lockFile = outside(FolderLock.NAME);
    Files.writeString(note, "{\"shards\": []}");
    byte[] before = Files.readAllBytes(manifest);

    StorageFolder files = SomeTable.files(table);
    try (FolderLock lock = FolderLock.acquire(files, "test");
        TablePublisher publisher =
            TablePublisher.reopen(
                files,
                lock,
                SomeTable.spec(),
                List.of("class 0", "class 1"),
                SomeTable.run("resume"))) {
      publisher.publish(SomeTable.shard(publisher.format(), "r2-0", 10, 20));
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }

    assertThat(FieldTable.open(files).manifest().fields()).isEqualTo(15);
    assertThat(table.resolve(TableLayout.MANIFEST)).isRegularFile();
    assertThat(Files.isSymbolicLink(table.resolve(TableLayout.MANIFEST))).isFalse();
    assertThat(manifest).hasBinaryContent(before);
    assertThat(note).hasContent("{\"shards\": []}");
    assertThat(lockFile).hasContent("mine");
  }

  @Test
  void files_that_are_set_aside_are_the_links_themselves() throws IOException {
    String path =
        FieldTable.open(SomeTable.files(table)).manifest().shards().get(0).fields().path();
    Path data = outside(path);
    byte[] before = Files.readAllBytes(data);

    StorageFolder files = SomeTable.files(table);
    files.rename(path, TableLayout.unlisted(path));
    files.delete(TableLayout.unlisted(path));

    assertThat(table.resolve(path)).doesNotExist();
    assertThat(data).hasBinaryContent(before);
  }
}
