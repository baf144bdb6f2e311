package io.anchorage.fit.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.anchorage.fit.FitRecipe;
import java.util.List;

/** Fits of one shape and step count that step together, with their state on the device. */
final class TensorBatch implements AutoCloseable {
  private final NDManager manager;
  private final List<DjlSession> members;
  private final Network network;
  private final TorchAdam adam;
  private final NDList parameters = new NDList();
  private final NDList firstMoments = new NDList();
  private final NDList secondMoments = new NDList();
  private int steps;
  private boolean targetsStale = true;
  private boolean hostStale;

  /** Uploads the members' state. */
  TensorBatch(NDManager manager, FitRecipe recipe, List<DjlSession> members) {
    this.manager = manager;
    this.members = List.copyOf(members);
    this.adam = new TorchAdam(recipe);
    this.steps = members.get(0).steps();
    List<TensorFit> fits = members.stream().map(DjlSession::fit).toList();
    this.network = fits.get(0).network(manager, fits);
    List<Shape> shapes = network.shapes();
    for (int leaf = 0; leaf < shapes.size(); leaf++) {
      parameters.add(upload(shapes.get(leaf), leaf, FitState::parameters));
      firstMoments.add(upload(shapes.get(leaf), leaf, FitState::firstMoments));
      secondMoments.add(upload(shapes.get(leaf), leaf, FitState::secondMoments));
    }
  }

  List<DjlSession> members() {
    return members;
  }

  /** Uploads the members' targets before the next step. */
  void retarget() {
    targetsStale = true;
  }

  /**
   * Takes {@code count} steps, at least one.
   *
   * @return the losses computed in the last one, one per member
   */
  float[] step(int count) {
    if (targetsStale) {
      network.target(members.stream().map(DjlSession::target).toList());
      targetsStale = false;
    }
    hostStale = true;
    float[] losses = {};
    for (int i = 1; i <= count; i++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray seen = step();
        if (i == count) {
          losses = seen.toFloatArray();
        }
      }
    }
    return losses;
  }

  private NDArray step() {
    NDList leaves = new NDList(parameters.size());
    for (NDArray p : parameters) {
      NDArray leaf = p.stopGradient();
      leaf.setRequiresGradient(true);
      leaves.add(leaf);
    }
    NDArray[] losses = new NDArray[1];
    TorchRuntime.differentiate(
        () -> {
          losses[0] = network.losses(leaves, steps);
          // Each loss depends on its own fit's parameters alone, so one pass gives all gradients.
          return losses[0].sum();
        });
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      adam.update(
          parameters.get(i),
          firstMoments.get(i),
          secondMoments.get(i),
          leaves.get(i).getGradient(),
          steps);
    }
    return losses[0];
  }

  /** Downloads the members' state, unless that has been done. */
  void download() {
    if (!hostStale) {
      return;
    }
    hostStale = false;
    for (int leaf = 0; leaf < parameters.size(); leaf++) {
      download(parameters.get(leaf), leaf, FitState::parameters);
      download(firstMoments.get(leaf), leaf, FitState::firstMoments);
      download(secondMoments.get(leaf), leaf, FitState::secondMoments);
    }
  }

  private NDArray upload(Shape shape, int leaf, FitState.Part part) {
    float[] all = new float[Math.toIntExact(shape.size())];
    int at = 0;
    for (DjlSession member : members) {
      TensorFit.Span span = member.fit().spans().get(leaf);
      System.arraycopy(part.of(member.state()), span.offset(), all, at, span.length());
      at += span.length();
    }
    return manager.create(all, shape);
  }

  private void download(NDArray array, int leaf, FitState.Part part) {
    float[] all = array.toFloatArray();
    int at = 0;
    for (DjlSession member : members) {
      TensorFit.Span span = member.fit().spans().get(leaf);
      System.arraycopy(all, at, part.of(member.state()), span.offset(), span.length());
      at += span.length();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
