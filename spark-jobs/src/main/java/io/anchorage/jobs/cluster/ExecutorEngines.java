package io.anchorage.jobs.cluster;

import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engines of this JVM: each is opened once, shared by all tasks, and kept until the JVM ends.
 */
public final class ExecutorEngines {
  private static final Map<String, Engine> OPEN = new ConcurrentHashMap<>();

  private ExecutorEngines() {}

  /**
   * Returns the engine with a name.
   *
   * @throws io.anchorage.UserException if this JVM does not have it
   */
  public static Engine of(String name) {
    return of(name, List.of());
  }

  /**
   * Returns the engine with a name, on the devices that Spark assigned to a task. There is one
   * engine per device.
   *
   * @throws io.anchorage.UserException if this JVM does not have it
   */
  public static Engine of(String name, List<String> devices) {
    List<String> used = Engines.isOnDevice(name) ? devices : List.of();
    return OPEN.computeIfAbsent(name + used, key -> Engines.open(name, used));
  }
}
