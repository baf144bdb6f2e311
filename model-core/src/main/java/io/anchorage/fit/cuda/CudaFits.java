package io.anchorage.fit.cuda;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitTask;
import java.util.List;

/** Makes fits of one recipe for the device. */
public interface CudaFits {
  /**
   * The starting point of one fit.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  DeviceFit start(FitTask task) throws BadSignalException;

  /**
   * The kernels for fits of one shape.
   *
   * @param fits returned by {@link #start}, of equal {@link DeviceFit#shape shapes}
   */
  Program program(BatchMemory memory, List<DeviceFit> fits, AdamSchedule adam);
}
