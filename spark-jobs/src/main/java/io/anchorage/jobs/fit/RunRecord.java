package io.anchorage.jobs.fit;

import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run went, for reports: where its time went, which executors did what, and how its fields
 * came in. It lies beside the table, is no part of it, and may be removed.
 *
 * @param phases how the tasks spent their time
 * @param executors the processes that fitted, in the order in which they first handed over a shard
 * @param moments what was published by when, in order of time
 */
public record RunRecord(Phases phases, List<Executor> executors, List<Moment> moments) {
  private static final String ADVICE = "remove it; the table does not need it";

  /**
   * What one process did.
   *
   * @param name Spark's name for the process
   * @param fields number of fields that it fitted
   * @param seconds its time, summed over its threads
   */
  public record Executor(String name, String host, String engine, long fields, double seconds) {}

  /**
   * What was published by a moment.
   *
   * @param seconds since the run began to fit
   * @param images number of images, failures included
   * @param meanPsnr over all fields until then, dB; NaN if there are none
   */
  public record Moment(double seconds, long images, double meanPsnr) {}

  public RunRecord {
    executors = List.copyOf(executors);
    moments = List.copyOf(moments);
  }

  /** Tests by name whether a file is a run's record. */
  public static boolean isRecord(String name) {
    return name.startsWith("_run-") && name.endsWith(".json");
  }

  private static String name(int run) {
    return "_run-%03d.json".formatted(run);
  }

  /** Writes the record of a table's run. */
  void write(StorageFolder table, int run) {
    table.put(name(run), Json.page(tree()));
  }

  /**
   * Reads the record of a table's run.
   *
   * @return empty if there is none
   * @throws io.anchorage.UserException if it is damaged
   */
  public static Optional<RunRecord> read(StorageFolder table, int run) {
    String name = name(run);
    if (!table.exists(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(Json.parse(table, name, Kind.INPUT, ADVICE)));
    } catch (ClassCastException | NullPointerException e) {
      throw new io.anchorage.UserException(
          Kind.INPUT, table.shown(name) + " is damaged; " + ADVICE, e);
    }
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seconds", phases.tree());
    tree.put("executors", executors.stream().map(RunRecord::tree).toList());
    tree.put(
        "published",
        moments.stream()
            .map(m -> java.util.Arrays.asList(m.seconds(), m.images(), Json.number(m.meanPsnr())))
            .toList());
    return tree;
  }

  private static Map<String, Object> tree(Executor executor) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", executor.name());
    tree.put("host", executor.host());
    tree.put("engine", executor.engine());
    tree.put("fields", executor.fields());
    tree.put("seconds", executor.seconds());
    return tree;
  }

  private static RunRecord of(Map<String, Object> tree) {
    List<Executor> executors = new ArrayList<>();
    for (Object entry : (List<?>) tree.get("executors")) {
      Map<?, ?> one = (Map<?, ?>) entry;
      executors.add(
          new Executor(
              (String) one.get("name"),
              (String) one.get("host"),
              (String) one.get("engine"),
              ((Number) one.get("fields")).longValue(),
              ((Number) one.get("seconds")).doubleValue()));
    }
    List<Moment> moments = new ArrayList<>();
    for (Object entry : (List<?>) tree.get("published")) {
      List<?> one = (List<?>) entry;
      moments.add(
          new Moment(
              ((Number) one.get(0)).doubleValue(),
              ((Number) one.get(1)).longValue(),
              one.get(2) instanceof Number psnr ? psnr.doubleValue() : Double.NaN));
    }
    return new RunRecord(Phases.of((Map<?, ?>) tree.get("seconds")), executors, moments);
  }
}
