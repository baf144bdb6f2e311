package io.anchorage.family.arc;

import io.anchorage.family.arc.kernel.ArcDecoderGradient;
import io.anchorage.fit.FitRecipe;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/** Optimises the decoder: Adam on the mean of the images' losses. */
final class DecoderStep {
  private final Kernels kernels;
  private final float[][] tensors;
  private final float[][] gradients;
  private final AdamState[] moments;
  private final ArcDecoderGradient sum;

  /**
   * @param training sets the optimiser, apart from the learning rate
   */
  DecoderStep(Kernels kernels, ArcDecoder decoder, FitRecipe training, float learningRate) {
    this.kernels = kernels;
    this.tensors =
        new float[][] {
          decoder.hiddenWeight(), decoder.hiddenBias(), decoder.outputWeight(), decoder.outputBias()
        };
    FitRecipe own = training.withLearningRate(learningRate);
    this.gradients = new float[tensors.length][];
    this.moments = new AdamState[tensors.length];
    for (int i = 0; i < tensors.length; i++) {
      gradients[i] = new float[tensors[i].length];
      moments[i] = own.adamState(tensors[i].length);
    }
    this.sum = new ArcDecoderGradient(decoder.shape());
  }

  /**
   * Updates the decoder.
   *
   * @param ofImages the gradient of each image's loss, added in this order
   */
  void take(List<ArcDecoderGradient> ofImages) {
    sum.clear();
    ofImages.forEach(sum::add);
    for (float[] gradient : gradients) {
      Arrays.fill(gradient, 0f);
    }
    sum.addTo(1f / ofImages.size(), gradients[0], gradients[1], gradients[2], gradients[3]);
    for (int i = 0; i < tensors.length; i++) {
      kernels.adam(moments[i], tensors[i], gradients[i]);
    }
  }
}
