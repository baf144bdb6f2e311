package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneClusterIT {
  @TempDir Path home;

  @Test
  void starts() {
    try (StandaloneCluster cluster = StandaloneCluster.start(home)) {
      assertThat(cluster.executors(0)).isEmpty();
    }
  }
}
