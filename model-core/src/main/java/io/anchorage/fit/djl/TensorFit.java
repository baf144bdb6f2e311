package io.anchorage.fit.djl;

import ai.djl.ndarray.NDManager;
import io.anchorage.field.Field;
import java.util.List;

/**
 * What one fit starts from, on the host: the same parameters, anchors and permutations as the CPU
 * kernels start from.
 */
public interface TensorFit {
  /** Fits with equal keys may step in one batch. */
  Object batchKey();

  /** The parameters before the first step, flat in the family's own layout. */
  float[] start();

  /** Where the arrays that the optimiser moves lie in the flat parameters. */
  List<Span> spans();

  /** The field that the parameters stand for; copies them. */
  Field field(float[] parameters);

  /** The arithmetic of a batch that this fit leads. All are of this fit's class and batch key. */
  Network network(NDManager manager, List<TensorFit> batch);

  /** A run of the flat parameters. */
  record Span(int offset, int length) {}
}
