package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Draws;
import io.anchorage.symmetry.Alignment;
import io.anchorage.symmetry.HiddenUnits;
import java.util.ArrayList;
import java.util.List;

/**
 * Mixes each network with the next in the batch, the last with the first, after the other's hidden
 * units have been matched to its own: {@code lambda theta + (1 - lambda) aligned(theta')} with
 * {@code lambda ~ Beta(alpha, alpha)} drawn for each, under the label {@code lambda y + (1 -
 * lambda) y'}. The mixture has the phases of the first network, so that lambda = 1 leaves it as it
 * is.
 *
 * <p>Networks keep their ids.
 *
 * <p>A. Shamsian et al.: Improved generalization of weight space networks via augmentations (2024),
 * whose best augmentation it is. Matching there is Git Re-Basin's of weights; here it is {@link
 * Alignment}'s of activations, with signs.
 *
 * @param alpha positive
 */
public record RebasinMix(double alpha) implements NetworkAugmentation {
  public RebasinMix {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha must be positive: " + alpha);
    }
  }

  /** The published value: 1, so lambda is uniform. */
  public static RebasinMix defaults() {
    return new RebasinMix(1);
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    MlpShape shape = EachNetwork.shape(batch.get(0));
    List<Sample> mixed = new ArrayList<>(batch.size());
    try (Alignment alignment = new Alignment(shape, batch.get(0).view().features())) {
      for (int i = 0; i < batch.size(); i++) {
        Sample one = batch.get(i);
        Sample other = batch.get((i + 1) % batch.size());
        double lambda = new Draws(streams.of("rebasin-mix", one.key())).beta(alpha);
        alignment.to(one.view().features());
        float[] parameters =
            mixture(shape, one.view().features(), other.view().features(), alignment, lambda);
        mixed.add(
            EachNetwork.with(one, parameters).with(one.label().mix(other.label(), (float) lambda)));
      }
    }
    return mixed;
  }

  private static float[] mixture(
      MlpShape shape, float[] one, float[] other, Alignment alignment, double lambda) {
    float[] first = alignment.template();
    float[] second = alignment.apply(other);
    for (int i = 0; i < first.length; i++) {
      first[i] = (float) (lambda * first[i] + (1 - lambda) * second[i]);
    }
    if (shape.activation().halfPeriod(0).isEmpty()) {
      return first;
    }
    HiddenUnits before = new HiddenUnits(shape, one);
    HiddenUnits units = new HiddenUnits(shape, first);
    for (int layer = 0; layer < shape.depth(); layer++) {
      for (int unit = 0; unit < shape.width(); unit++) {
        units.turn(layer, unit, before.halfTurns(layer, unit));
      }
    }
    return units.parameters();
  }
}
