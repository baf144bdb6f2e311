package io.anchorage.fit.cuda;

import io.anchorage.UserException;
import io.anchorage.fit.DeviceFullException;
import io.anchorage.kernel.cuda.CudaException;
import io.anchorage.kernel.cuda.DeviceMemoryException;
import java.util.function.Supplier;

/** Work on the device, its errors in the words of fits. */
final class DeviceErrors {
  private DeviceErrors() {}

  /** As {@link #by}, for work that gives nothing. */
  static void run(Runnable work) {
    by(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Does the work.
   *
   * @throws DeviceFullException if the device has no room
   * @throws UserException of kind ENGINE if the device fails: what it holds is then lost, and no
   *     fit of this process can go on
   */
  static <T> T by(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeviceMemoryException e) {
      throw new DeviceFullException(e.getMessage(), e);
    } catch (CudaException e) {
      throw new UserException(
          UserException.Kind.ENGINE,
          "The GPU failed (%s): look at the machine's log, then run again with --resume"
              .formatted(e.getMessage()),
          e);
    }
  }
}
