package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import io.anchorage.learn.net.Pass;

/**
 * Takes the networks of a batch through a model some at a time, so that the arrays of a step fit
 * into the processor's caches. An evaluation frees a chunk's arrays before it begins the next, and
 * needs the memory of one chunk; a gradient needs all of them.
 */
public final class NetworkChunks {
  /** Numbers of one array of a chunk: 8 MiB in single precision. */
  private static final long FLOATS = 1 << 21;

  private final int networks;

  /**
   * @param floats of a network's largest array in the model, at least 1
   */
  public NetworkChunks(long floats) {
    this.networks = (int) Math.max(1, FLOATS / floats);
  }

  /** A model of some networks of a batch. */
  @FunctionalInterface
  public interface Part {
    /**
     * Runs it.
     *
     * @param from the first network
     * @param to after the last one
     * @return [networks, classes]
     */
    NDArray logits(int from, int to);
  }

  /** The logits of all networks of a batch, [networks, classes]. */
  public NDArray logits(Pass pass, int batch, Part part) {
    NDList parts = new NDList();
    for (int from = 0; from < batch; from += networks) {
      int to = Math.min(batch, from + networks);
      parts.add(pass.training() ? part.logits(from, to) : alone(part, from, to));
    }
    // DJL joins a single array to a copy that has no gradient.
    if (pass.training() && parts.size() == 1) {
      return parts.head();
    }
    NDArray all = NDArrays.concat(parts, 0);
    if (!pass.training()) {
      parts.close();
    }
    return all;
  }

  private static NDArray alone(Part part, int from, int to) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray result = part.logits(from, to);
      NDScope.unregister(result);
      return result;
    }
  }
}
