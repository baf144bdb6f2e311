package io.anchorage.fit.djl;

import ai.djl.ndarray.NDManager;
import io.anchorage.field.Field;
import java.util.List;

/**
 * The starting point of one fit, on the host: the same parameters, anchors and permutations as on
 * the CPU kernels.
 */
public interface TensorFit {
  /** Fits with equal keys may step in one batch. */
  Object batchKey();

  /** The initial parameters, flat in the family's own layout. */
  float[] start();

  /** Where the trainable arrays lie in the flat parameters. */
  List<Span> spans();

  /** The field that the parameters represent; copies them. */
  Field field(float[] parameters);

  /** The arithmetic of a batch led by this fit. All members have this fit's class and batch key. */
  Network network(NDManager manager, List<TensorFit> batch);

  /** A span of the flat parameters. */
  record Span(int offset, int length) {}
}
