package io.anchorage.fit.cuda;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.EngineSupport;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.cuda.CudaDevice;
import io.anchorage.kernel.cuda.CudaStream;
import io.anchorage.kernel.cuda.DeviceAddress;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Fits on one NVIDIA GPU, in single precision. Starts from the same parameters, anchors and
 * permutations as the CPU kernels and agrees with them up to rounding: gradients within a relative
 * 1e-4, losses of the first 50 steps within 1e-3. A fit's bits do not depend on the other fits of
 * its group, but may differ between device models.
 */
public final class CudaEngine implements Engine {
  /**
   * Fits per group: for networks and images of common sizes, several waves of blocks on the largest
   * GPUs.
   */
  private static final int GROUP = 1024;

  private final CudaDevice device;
  private final Deque<CudaStream> streams = new ConcurrentLinkedDeque<>();

  private CudaEngine(CudaDevice device) {
    this.device = device;
  }

  /**
   * Opens a device.
   *
   * @param assigned addresses from the cluster manager, of which the first is used; if empty, the
   *     first device that the process sees
   * @throws io.anchorage.UserException of kind ENGINE if there is no driver, no run-time compiler,
   *     or no such device
   */
  public static Engine open(List<String> assigned) {
    return new CudaEngine(CudaDevice.open(DeviceAddress.of(assigned)));
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public String description() {
    return "cuda: " + device.description() + (Sine.chosen() == Sine.FAST ? ", fast sine" : "");
  }

  @Override
  public boolean supports(FitRecipe recipe) {
    return EngineSupport.has(recipe, CudaFamily.class);
  }

  @Override
  public int groupSize(FitRecipe recipe) {
    return GROUP;
  }

  @Override
  public int groupsInFlight() {
    return 2;
  }

  @Override
  public FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
      throws BadSignalException {
    CudaFits family = EngineSupport.of(recipe, CudaFamily.class, name()).fits(recipe, shared);
    List<DeviceFit> fits = new ArrayList<>(tasks.size());
    for (FitTask task : tasks) {
      fits.add(family.start(task));
    }
    return DeviceErrors.by(
        () -> new CudaGroup(device, stream(), streams::push, recipe, shared, family, tasks, fits));
  }

  private CudaStream stream() {
    CudaStream idle = streams.poll();
    return idle == null ? device.stream() : idle;
  }

  /** Closes its streams; the device stays open until the process ends. */
  @Override
  public void close() {
    for (CudaStream idle = streams.poll(); idle != null; idle = streams.poll()) {
      idle.close();
    }
  }
}
