package io.anchorage.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The workloads of the table, by name. Images are generated when a workload is opened. */
final class Workloads {
  private final Map<String, Supplier<Workload>> all = new LinkedHashMap<>();

  /**
   * @param home the repository
   */
  Workloads(Path home) {
    all.put("siren-32", () -> SirenWorkloads.small(BenchImages.fashionMnist(home)));
    all.put("siren-features", () -> SirenWorkloads.features(SmoothMaps.draw(16, 32, 96)));
    all.put("siren-512", () -> SirenWorkloads.large(Discs.draw(2, 512, 3)));
    all.put("arc-28", () -> ArcWorkloads.grey(BenchImages.fashionMnist(home)));
    all.put("arc-32", () -> ArcWorkloads.colour(Discs.draw(256, 32, 3)));
    all.put("arc-512", () -> ArcWorkloads.large(Discs.draw(4, 512, 3)));
    all.put(
        "arc-1024", () -> ArcWorkloads.padded(BenchImages.centred(BenchImages.fashionMnist(home))));
  }

  List<String> names() {
    return List.copyOf(all.keySet());
  }

  Workload open(String name) {
    return all.get(name).get();
  }
}
