package io.anchorage.fit.cuda;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitTask;
import java.util.List;

/** The fits of one recipe on the device. */
public interface CudaFits {
  /**
   * What one fit starts from.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  DeviceFit start(FitTask task) throws BadSignalException;

  /**
   * The kernels of fits of one shape.
   *
   * @param fits as {@link #start} gave them, of equal {@link DeviceFit#shape shapes}
   */
  Program program(BatchMemory memory, List<DeviceFit> fits, AdamSchedule adam);
}
