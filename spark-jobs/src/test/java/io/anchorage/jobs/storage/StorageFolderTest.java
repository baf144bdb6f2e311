package io.anchorage.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

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
}
