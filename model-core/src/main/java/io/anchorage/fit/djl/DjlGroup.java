package io.anchorage.fit.djl;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits that step in batches, one batch for each shape and step count. A batch stays on the device
 * while the same fits step together; when one leaves, the state of the others is copied to the host
 * and uploaded again as a new batch.
 */
final class DjlGroup implements FitGroup {
  private final TorchRuntime torch;
  private final FitRecipe recipe;
  private final List<DjlSession> sessions = new ArrayList<>();
  private final boolean[] retired;

  DjlGroup(
      TorchRuntime torch,
      FitRecipe recipe,
      SharedParameters shared,
      List<FitTask> tasks,
      List<TensorFit> fits) {
    this.torch = torch;
    this.recipe = recipe;
    this.retired = new boolean[tasks.size()];
    for (int i = 0; i < tasks.size(); i++) {
      sessions.add(new DjlSession(this, recipe, shared, tasks.get(i), fits.get(i)));
    }
  }

  @Override
  public List<DjlSession> sessions() {
    return List.copyOf(sessions);
  }

  @Override
  public void retire(int index) {
    retired[index] = true;
  }

  @Override
  public void step(int count) {
    Map<DjlSession.Key, List<DjlSession>> batches = new LinkedHashMap<>();
    for (int i = 0; i < retired.length; i++) {
      if (!retired[i]) {
        DjlSession session = sessions.get(i);
        batches.computeIfAbsent(session.key(), key -> new ArrayList<>()).add(session);
      }
    }
    batches.values().forEach(batch -> step(batch, count));
  }

  /** Takes {@code count} steps with fits of equal keys. */
  void step(List<DjlSession> batch, int count) {
    if (count < 1) {
      return;
    }
    TensorBatch cohort = cohortOf(batch);
    float[] losses = cohort.step(count);
    for (int i = 0; i < losses.length; i++) {
      batch.get(i).stepped(count, losses[i]);
    }
  }

  private TensorBatch cohortOf(List<DjlSession> batch) {
    TensorBatch present = batch.get(0).cohort();
    if (present != null && present.members().equals(batch)) {
      return present;
    }
    batch.forEach(DjlSession::leaveCohort);
    TensorBatch made = new TensorBatch(torch.newManager(), recipe, batch);
    batch.forEach(session -> session.join(made));
    return made;
  }

  @Override
  public void close() {
    sessions.forEach(DjlSession::leaveCohort);
  }
}
