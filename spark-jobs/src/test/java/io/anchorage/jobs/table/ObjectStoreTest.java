package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table on a store where a rename is a copy. */
class ObjectStoreTest {
  @TempDir Path folder;

  private StorageFolder files() {
    Configuration settings = new Configuration();
    settings.setClass("fs.s3a.impl", Store.class, FileSystem.class);
    settings.setBoolean("fs.s3a.impl.disable.cache", true);
    return StorageFolder.at("s3a://bucket" + folder + "/t", settings);
  }

  @Test
  void only_shards_are_renamed_and_each_once() throws IOException {
    StorageFolder files = files();
    try (FolderLock lock = FolderLock.acquire(files, "app");
        TablePublisher publisher =
            TablePublisher.create(
                files,
                lock,
                SomeTable.spec(),
                SharedContent.none(),
                "some",
                List.of(),
                SomeTable.run("create"))) {
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(() -> FolderLock.acquire(files, "other"))
          .withMessageContaining("application app");
      for (int i = 0; i < 40; i++) {
        publisher.publish(SomeTable.shard(publisher.format(), "s" + i, 5 * i, 5 * i + 5));
      }
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    assertThat(SomeTable.all(FieldTable.open(files).keys())).hasSize(200);
    assertThat(files.list("")).containsExactly("fields", "manifest.json");
    assertThat(files.root()).startsWith("s3a://bucket/");
  }

  /** Local files under another name. */
  public static final class Store extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("s3a://bucket");
    }

    @Override
    public File pathToFile(org.apache.hadoop.fs.Path path) {
      return new File(path.toUri().getPath());
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      if (!from.getName().equals("_" + to.getName() + ".part")) {
        throw new UnsupportedOperationException("A rename on an object store is a copy: " + from);
      }
      return super.rename(from, to);
    }
  }
}
