package io.anchorage.fit.cuda;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.cuda.CudaDevice;
import io.anchorage.kernel.cuda.CudaStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Fits that step together: one batch per shape, all on one stream. */
final class CudaGroup implements FitGroup {
  /** About a tenth of a second on a large GPU. */
  private static final double MULTIPLY_ADDS_A_LOOK = 1e12;

  private static final int MOST_STEPS = 100;

  private final CudaStream stream;
  private final Consumer<CudaStream> giveBack;
  private final List<CudaSession> sessions = new ArrayList<>();
  private final List<DeviceBatch> cohorts = new ArrayList<>();
  private final boolean[] retired;
  private final long copiedBefore;
  private final int looks;
  private boolean closed;

  /**
   * Uploads fits to the device.
   *
   * @param fits one per task
   * @param giveBack receives the stream when the group is closed or cannot be created
   */
  CudaGroup(
      CudaDevice device,
      CudaStream stream,
      Consumer<CudaStream> giveBack,
      FitRecipe recipe,
      SharedParameters shared,
      CudaFits family,
      List<FitTask> tasks,
      List<DeviceFit> fits) {
    this.stream = stream;
    this.giveBack = giveBack;
    this.looks = steps(recipe, tasks);
    this.copiedBefore = stream.copyNanos();
    this.retired = new boolean[tasks.size()];
    for (int i = 0; i < tasks.size(); i++) {
      sessions.add(new CudaSession(recipe, shared, tasks.get(i), fits.get(i)));
    }
    Map<Object, List<CudaSession>> byShape = new LinkedHashMap<>();
    for (CudaSession session : sessions) {
      byShape.computeIfAbsent(session.fit().shape(), shape -> new ArrayList<>()).add(session);
    }
    try {
      byShape.values().forEach(alike -> cohorts.add(cohort(device, recipe, family, alike)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private DeviceBatch cohort(
      CudaDevice device, FitRecipe recipe, CudaFits family, List<CudaSession> alike) {
    AdamSchedule adam = new AdamSchedule(recipe);
    List<DeviceFit> fits = alike.stream().map(CudaSession::fit).toList();
    BatchMemory memory = new BatchMemory(device, stream);
    try {
      DeviceBatch cohort =
          new DeviceBatch(
              memory,
              within -> family.program(within, fits, adam),
              adam,
              fits,
              alike.stream().map(CudaSession::target).toList());
      for (int i = 0; i < alike.size(); i++) {
        alike.get(i).join(cohort, i);
      }
      return cohort;
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  @Override
  public List<CudaSession> sessions() {
    return List.copyOf(sessions);
  }

  /** Sessions with equal keys may step in one launch. */
  private record Key(DeviceBatch cohort, int steps) {}

  @Override
  public void step(int count) {
    if (count < 1) {
      return;
    }
    Map<Key, List<CudaSession>> batches = new LinkedHashMap<>();
    for (int i = 0; i < retired.length; i++) {
      if (!retired[i]) {
        CudaSession session = sessions.get(i);
        batches
            .computeIfAbsent(new Key(session.cohort(), session.steps()), key -> new ArrayList<>())
            .add(session);
      }
    }
    batches.forEach((key, batch) -> step(key, batch, count));
  }

  private static void step(Key key, List<CudaSession> batch, int count) {
    int[] members = batch.stream().mapToInt(CudaSession::member).toArray();
    DeviceErrors.run(() -> key.cohort().step(members, key.steps(), count));
    batch.forEach(session -> session.stepped(count));
  }

  @Override
  public void retire(int index) {
    retired[index] = true;
  }

  @Override
  public int stepsBetweenLooks() {
    return looks;
  }

  private static int steps(FitRecipe recipe, List<FitTask> tasks) {
    double cost = 0;
    for (FitTask task : tasks) {
      cost +=
          recipe
              .family()
              .family()
              .stepCost(recipe.family(), task.signal().grid(), task.signal().channels());
    }
    return (int) Math.max(1, Math.min(MOST_STEPS, MULTIPLY_ADDS_A_LOOK / cost));
  }

  @Override
  public long copyNanos() {
    return stream.copyNanos() - copiedBefore;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      cohorts.forEach(DeviceBatch::close);
      giveBack.accept(stream);
    }
  }
}
