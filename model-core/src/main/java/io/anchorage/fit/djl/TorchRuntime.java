package io.anchorage.fit.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.anchorage.UserException;
import java.util.function.Supplier;

/** PyTorch as loaded in this process: loaded once, on one device. */
final class TorchRuntime {
  private static final String ENGINE = "PyTorch";

  private final Engine engine;
  private final Device device;

  private TorchRuntime(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Loads PyTorch, on the first GPU if it sees one.
   *
   * @throws UserException of kind ENGINE if the native libraries are missing or do not load
   */
  static TorchRuntime load() {
    // Otherwise DJL would look for missing libraries on the network, and report its usage there.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    try {
      Engine engine = Engine.getEngine(ENGINE);
      if (engine == null) {
        throw missing("DJL has no PyTorch engine", null);
      }
      return new TorchRuntime(engine, engine.getGpuCount() > 0 ? Device.gpu() : Device.cpu());
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw missing(rootMessage(e), e);
    }
  }

  private static UserException missing(String why, Throwable cause) {
    return new UserException(
        UserException.Kind.ENGINE,
        "Engine djl is not available: PyTorch does not load ("
            + why
            + "); put pytorch-engine, pytorch-jni and pytorch-native-cpu on the class path, in the"
            + " versions of pom.xml, or choose engine auto",
        cause);
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse(message).strip();
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  String description() {
    return "PyTorch %s through DJL %s on %s, %d threads"
        .formatted(engine.getVersion(), Engine.getDjlVersion(), device, JniUtils.getNumThreads());
  }

  /** A scope of device memory for one group of fits; closing it frees every array it holds. */
  NDManager newManager() {
    return NDManager.newBaseManager(device, ENGINE);
  }

  /**
   * Runs {@code forward} with gradient recording enabled on this thread, and differentiates the
   * scalar it returns. Gradients accumulate on the leaves.
   *
   * <p>DJL's gradient collector is not used: a process can have only one, and several threads fit
   * at the same time.
   */
  static void differentiate(Supplier<NDArray> forward) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      NDArray loss = forward.get();
      try (NDArray one = loss.onesLike()) {
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
      }
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
