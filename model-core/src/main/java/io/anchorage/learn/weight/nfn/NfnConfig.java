package io.anchorage.learn.weight.nfn;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import java.util.Optional;

/**
 * Neural functional networks (A. Zhou et al.: Permutation equivariant neural functionals, 2023):
 * random Fourier features of every parameter, layers of all linear maps that commute with the order
 * of units, each followed by ReLU, means over units, and an MLP. Invariant to the order of hidden
 * units, not to their signs. For 2-32-32-1 and ten classes, 68 844 330 parameters with {@code hnp}
 * and 45 156 650 with {@code np}: those of the published equations and sizes.
 *
 * <p>In the published code, the last matrix does not see the biases of the last hidden layer when
 * inputs and outputs have an order, although the paper's layer does. Ours sees them, with 655 360
 * parameters more.
 *
 * @param symmetry whose order means nothing
 * @param width features of each parameter in the layers
 * @param layers equivariant layers, at least 1
 * @param frequencies of the features of a parameter
 * @param spread standard deviation of the frequencies
 * @param hidden width of the classifier's two hidden layers
 * @param dropout in the classifier, in [0, 1)
 * @param channelDropout after each equivariant layer, of a feature of a whole matrix or vector, in
 *     [0, 1)
 * @param compat {@code published} for the published code's map to the last matrix
 */
public record NfnConfig(
    NfnSymmetry symmetry,
    int width,
    int layers,
    int frequencies,
    double spread,
    int hidden,
    double dropout,
    double channelDropout,
    Compat compat)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "nfn";

  public NfnConfig {
    WeightModelConfig.check(width >= 1, "width must be at least 1", width);
    WeightModelConfig.check(layers >= 1, "layers must be at least 1", layers);
    WeightModelConfig.check(frequencies >= 1, "frequencies must be at least 1", frequencies);
    WeightModelConfig.check(hidden >= 1, "hidden must be at least 1", hidden);
    WeightModelConfig.check(
        spread > 0 && Double.isFinite(spread), "spread must be positive", spread);
    Dropout.check(dropout);
    if (!(channelDropout >= 0 && channelDropout < 1)) {
      throw new IllegalArgumentException("channelDropout must be in [0, 1): " + channelDropout);
    }
  }

  /**
   * As published for Fashion-MNIST and CIFAR-10: hidden units exchangeable, three layers of 512,
   * 128 frequencies of spread 10, dropout 0.5.
   */
  public static NfnConfig defaults() {
    return new NfnConfig(NfnSymmetry.HNP, 512, 3, 128, 10, 1000, 0.5, 0, Compat.NONE);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean readsRawFeatures() {
    return true;
  }

  @Override
  public Optional<String> refusal(ViewShape views) {
    return NetworkRefusal.unlessNetwork(views);
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new Nfn(this, plan, views.network().orElseThrow(), classes);
  }
}
