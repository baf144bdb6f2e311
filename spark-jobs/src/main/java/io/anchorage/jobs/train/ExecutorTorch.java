package io.anchorage.jobs.train;

import io.anchorage.learn.net.Torch;
import java.util.function.Supplier;

/** PyTorch of this JVM: loaded once, with one training at a time. */
final class ExecutorTorch {
  private static final Object ONE_TRAINING = new Object();
  private static Torch torch;

  private ExecutorTorch() {}

  /**
   * PyTorch.
   *
   * @throws io.anchorage.UserException of kind ENGINE if it does not load
   */
  static synchronized Torch get() {
    if (torch == null) {
      torch = Torch.load();
    }
    return torch;
  }

  /** Trains when no other training runs in this JVM: PyTorch takes all its cores for one. */
  static <T> T alone(Supplier<T> training) {
    synchronized (ONE_TRAINING) {
      return training.get();
    }
  }
}
