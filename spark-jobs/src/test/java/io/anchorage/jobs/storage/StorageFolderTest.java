package io.anchorage.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.anchorage.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageFolderTest {
  private static String holding(String file) {
    return StorageFolder.holding(file, new Configuration()).shown("file");
  }

  @Test
  void a_bare_name_lies_in_the_current_folder() {
    assertThat(holding("start.safetensors")).isEqualTo(holding("./start.safetensors"));
  }

  @Test
  void a_path_lies_in_its_folder() {
    assertThat(holding("out/start.safetensors")).endsWith("out/file");
  }

  /** Names come from manifests and results that others may have written. */
  @ParameterizedTest
  @ValueSource(strings = {"../precious", "a/../../precious", "..", "/precious", "//host/precious"})
  void a_name_never_leaves_the_folder(String name, @TempDir Path around) throws IOException {
    Path precious = Files.writeString(around.resolve("precious"), "mine");
    Path inside = Files.createDirectory(around.resolve("inside"));
    StorageFolder folder = StorageFolder.at(inside.toString(), new Configuration());
    folder.put("mine", new byte[1]);
    for (Access access :
        List.<Access>of(
            () -> folder.read(name),
            () -> folder.content(name),
            () -> folder.open(name),
            () -> folder.exists(name),
            () -> folder.list(name),
            () -> folder.below(name),
            () -> folder.put(name, new byte[1]),
            () -> folder.createNew(name, new byte[1]),
            () -> folder.rename(name, "mine"),
            () -> folder.rename("mine", name),
            () -> folder.deleteQuietly(name),
            () -> folder.deleteFolder(name),
            () -> folder.makeFolder(name))) {
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(access::to)
          .withMessageContaining(name + " is no file of " + inside);
    }
    assertThat(precious).hasContent("mine");
    assertThat(inside).isDirectoryContaining("glob:**/mine");
  }

  private interface Access {
    void to() throws IOException;
  }
}
