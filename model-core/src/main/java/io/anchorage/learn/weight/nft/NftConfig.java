package io.anchorage.learn.weight.nft;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import java.util.Optional;

/**
 * Neural functional transformers (A. Zhou et al.: Neural functional transformers, 2023): random
 * Fourier features of every parameter and learnt vectors of its place, blocks of attention between
 * rows and columns, means over units, and an MLP. Invariant to the order of hidden units, not to
 * their signs.
 *
 * <p>Encoding and blocks are the published ones. The classifier is that of the neural functional
 * networks; the published one has a Perceiver in its place. 9 674 282 parameters for 2-32-32-1 and
 * ten classes.
 *
 * @param layers blocks, at least 1
 * @param heads of attention; divides the features of a parameter, twice the frequencies
 * @param frequencies of the features of a parameter
 * @param spread standard deviation of the frequencies
 * @param mlpRatio width of a block's hidden layer, as a multiple of the features
 * @param hidden width of the classifier's two hidden layers
 * @param dropout in the blocks and in the classifier, in [0, 1)
 */
public record NftConfig(
    int layers, int heads, int frequencies, double spread, int mlpRatio, int hidden, double dropout)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "nft";

  public NftConfig {
    WeightModelConfig.check(layers >= 1, "layers must be at least 1", layers);
    WeightModelConfig.check(heads >= 1, "heads must be at least 1", heads);
    WeightModelConfig.check(frequencies >= 1, "frequencies must be at least 1", frequencies);
    WeightModelConfig.check(
        2 * frequencies % heads == 0, "heads must divide twice the frequencies", heads);
    WeightModelConfig.check(
        spread > 0 && Double.isFinite(spread), "spread must be positive", spread);
    WeightModelConfig.check(mlpRatio >= 1, "mlpRatio must be at least 1", mlpRatio);
    WeightModelConfig.check(hidden >= 1, "hidden must be at least 1", hidden);
    Dropout.check(dropout);
  }

  /** The published blocks: four, of eight heads, 128 frequencies of spread 3, dropout 0.1. */
  public static NftConfig defaults() {
    return new NftConfig(4, 8, 128, 3, 2, 1000, 0.1);
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
    return new Nft(this, plan, views.network().orElseThrow(), classes);
  }
}
