package io.anchorage.learn.weight.jls;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import java.util.Optional;

/**
 * INR2JLS (2026): an encoder of weights whose latents must show the network's image, in six
 * orientations, and are classified as images are. The encoder goes through the layers with a gated
 * unit; in training a decoder draws the six images, and the squared error to the rendered network
 * is added to the cross-entropy. Scoring reads weights alone.
 *
 * <p>The published training has two phases, of 400 000 and 200 000 steps: first images alone, then
 * the classifier on frozen latents. Here both losses are learnt at once. Upsampling is a
 * convolution and a rearrangement of its channels (W. Shi et al., 2016), of the same receptive
 * field as the published transposed one.
 *
 * @param units of the encoder
 * @param frequencies of the features of a weight
 * @param spread standard deviation of the frequencies
 * @param side of the latent image; the rendered one has four times as many pixels a side
 * @param channels of the latent image
 * @param reconstruction factor of the squared error, at least 0; 0 leaves the decoder out
 * @param dropout between the convolutions of the classifier, in [0, 1)
 * @param headDropout in its last layers, in [0, 1)
 */
public record JlsConfig(
    int units,
    int frequencies,
    double spread,
    int side,
    int channels,
    double reconstruction,
    double dropout,
    double headDropout)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "inr2jls";

  public JlsConfig {
    WeightModelConfig.check(units >= 1, "units must be at least 1", units);
    WeightModelConfig.check(frequencies >= 1, "frequencies must be at least 1", frequencies);
    WeightModelConfig.check(spread > 0 && spread < 1e6, "spread must be positive", spread);
    WeightModelConfig.check(side >= 4 && side <= 64, "side must be in 4 .. 64", side);
    WeightModelConfig.check(channels >= 1, "channels must be at least 1", channels);
    WeightModelConfig.check(
        reconstruction >= 0, "reconstruction must be at least 0", reconstruction);
    Dropout.check(dropout);
    Dropout.check(headDropout);
  }

  /** As published for images of 28 x 28. */
  public static JlsConfig defaults() {
    return new JlsConfig(512, 128, 3, 7, 128, 1, 0.2, 0.5);
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
    return NetworkRefusal.unlessImage(views);
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new Jls(this, plan, views.network().orElseThrow(), classes);
  }
}
