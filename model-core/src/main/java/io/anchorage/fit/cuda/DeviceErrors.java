package io.anchorage.fit.cuda;

import io.anchorage.UserException;
import io.anchorage.fit.DeviceFullException;
import io.anchorage.kernel.cuda.CudaException;
import io.anchorage.kernel.cuda.DeviceMemoryException;
import java.util.function.Supplier;

/** Runs work on the device and translates its errors into those of fits. */
final class DeviceErrors {
  private DeviceErrors() {}

  /** Like {@link #by}, for work without a result. */
  static void run(Runnable work) {
    by(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Runs the work.
   *
   * @throws DeviceFullException if device memory is exhausted
   * @throws UserException of kind ENGINE if the device fails: its contents are then lost, and no
   *     fit of this process can continue
   */
  static <T> T by(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeviceMemoryException e) {
      throw new DeviceFullException(e.getMessage(), e);
    } catch (CudaException e) {
      throw new UserException(
          UserException.Kind.ENGINE,
          "The GPU failed (%s): check the machine's log, then run again with --resume"
              .formatted(e.getMessage()),
          e);
    }
  }
}
