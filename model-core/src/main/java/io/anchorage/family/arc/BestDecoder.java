package io.anchorage.family.arc;

/** Keeps the best of the decoders that a training passes. */
final class BestDecoder {
  private final float[][] tensors;
  private float[][] best;
  private double least = Double.POSITIVE_INFINITY;

  BestDecoder(ArcDecoder decoder) {
    this.tensors =
        new float[][] {
          decoder.hiddenWeight(), decoder.hiddenBias(), decoder.outputWeight(), decoder.outputBias()
        };
  }

  /** Keeps the decoder as it is now, if its loss is the smallest so far. */
  void look(double loss) {
    if (loss < least) {
      least = loss;
      best = new float[tensors.length][];
      for (int i = 0; i < tensors.length; i++) {
        best[i] = tensors[i].clone();
      }
    }
  }

  /** Puts the best back into the decoder; does nothing if no look has found one. */
  void restore() {
    for (int i = 0; best != null && i < tensors.length; i++) {
      System.arraycopy(best[i], 0, tensors[i], 0, tensors[i].length);
    }
  }
}
