package io.anchorage.jobs.cluster;

import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The engines of this JVM: opened once, used by all its tasks, kept to its end. */
public final class ExecutorEngines {
  private static final Map<String, Engine> OPEN = new ConcurrentHashMap<>();

  private ExecutorEngines() {}

  /**
   * The engine of a name.
   *
   * @throws io.anchorage.UserException if this JVM does not have it
   */
  public static Engine of(String name) {
    return of(name, List.of());
  }

  /**
   * The engine of a name, on the devices that Spark gave to a task: one engine a device.
   *
   * @throws io.anchorage.UserException if this JVM does not have it
   */
  public static Engine of(String name, List<String> devices) {
    List<String> used = Engines.isOnDevice(name) ? devices : List.of();
    return OPEN.computeIfAbsent(name + used, key -> Engines.open(name, used));
  }
}
