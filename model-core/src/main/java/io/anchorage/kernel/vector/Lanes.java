package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The hardware's vectors, and how the sixteen virtual lanes map to them. */
public final class Lanes {
  /** The machine's widest vectors, at most 512 bits. */
  public static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > LaneTree.LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Floats in one hardware vector: 16, 8 or 4. */
  public static final int LENGTH = SPECIES.length();

  /** Hardware vectors that make up the sixteen virtual lanes: 1, 2 or 4. */
  static final int PARTS = LaneTree.LANES / LENGTH;

  private Lanes() {}
}
