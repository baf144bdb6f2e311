package io.anchorage.learn.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.anchorage.UserException;
import java.util.function.Supplier;

/** PyTorch as loaded in this process: one device, one floating-point type. */
public final class Tensors {
  private static final String ENGINE = "PyTorch";

  private final Engine engine;
  private final Device device;
  private final DataType type;

  private Tensors(Engine engine, Device device, DataType type) {
    this.engine = engine;
    this.device = device;
    this.type = type;
  }

  /**
   * Loads PyTorch in single precision, on the first GPU if it sees one.
   *
   * @throws UserException of kind ENGINE if the native libraries are missing or do not load
   */
  public static Tensors load() {
    // Otherwise DJL would look for missing libraries on the network, and report its usage there.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    try {
      Engine engine = Engine.getEngine(ENGINE);
      if (engine == null) {
        throw missing("DJL has no PyTorch engine", null);
      }
      Device device = engine.getGpuCount() > 0 ? Device.gpu() : Device.cpu();
      return new Tensors(engine, device, DataType.FLOAT32);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw missing(rootMessage(e), e);
    }
  }

  private static UserException missing(String why, Throwable cause) {
    return new UserException(
        UserException.Kind.ENGINE,
        "Training needs PyTorch, which does not load ("
            + why
            + "); put pytorch-engine, pytorch-jni and pytorch-native-cpu on the class path, in the"
            + " versions of pom.xml",
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

  /** The same device in double precision, for checking gradients. */
  public Tensors inDoublePrecision() {
    return new Tensors(engine, device, DataType.FLOAT64);
  }

  /** Whether arrays live on a GPU. */
  public boolean onGpu() {
    return device.isGpu();
  }

  public String description() {
    return "PyTorch %s through DJL %s on %s, %d threads"
        .formatted(engine.getVersion(), Engine.getDjlVersion(), device, JniUtils.getNumThreads());
  }

  /** The type of parameters and activations. */
  public DataType type() {
    return type;
  }

  /** A new scope of device memory; closing it frees every array it holds. */
  public NDManager newManager() {
    return NDManager.newBaseManager(device, ENGINE);
  }

  /**
   * Runs {@code forward} with gradient recording enabled on this thread, and differentiates the
   * scalar it returns. Gradients accumulate on the leaves.
   */
  public static void differentiate(Supplier<NDArray> forward) {
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

  /** Runs {@code forward} without recording gradients, and returns its result. */
  public static NDArray withoutGradient(Supplier<NDArray> forward) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return forward.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
