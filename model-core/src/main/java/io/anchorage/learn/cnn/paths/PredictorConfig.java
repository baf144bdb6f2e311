package io.anchorage.learn.cnn.paths;

import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import java.io.Serializable;
import java.util.List;

/**
 * Settings of the predictor for activations that no path computes.
 *
 * @param kind which predictor
 * @param width units per sine layer
 * @param depth number of sine layers
 * @param omega frequency factor of the sine layers
 * @param code length of the code per image and layer of {@code shared}, a square number
 * @param start of {@code per-image}: whether each SIREN draws its own start or all of a layer share
 *     one
 * @param learningRate learning rate of Adam
 */
public record PredictorConfig(
    Kind kind,
    int width,
    int depth,
    double omega,
    int code,
    Initialisation start,
    double learningRate)
    implements Serializable {
  /** Which predictor. */
  public enum Kind {
    /** A SIREN for each image and layer (He 2025, section 3.1). */
    PER_IMAGE,
    /**
     * A SIREN for each layer; each image has a small code that shifts the phases of its sines (E.
     * Dupont et al., From data to functa, 2022). Codes start as the image at low resolution.
     */
    SHARED,
    /** Zeros: a baseline that shows what paths achieve on their own. */
    NONE
  }

  public PredictorConfig {
    check(omega > 0 && omega <= 1000, "omega must be in (0, 1000]", omega);
    check(learningRate > 0 && learningRate < 10, "learningRate must be in (0, 10)", learningRate);
    int side = (int) Math.round(Math.sqrt(code));
    check(
        code >= 1 && code <= 1024 && side * side == code, "code must be a square, 1 .. 1024", code);
    check(start != Initialisation.LEARNT, "start must be per-image or shared", start);
    siren(width, depth, omega);
  }

  /** As published: 2-256-256-256-256-C per image and layer, Adam at 1e-4. */
  public static PredictorConfig defaults() {
    return new PredictorConfig(Kind.PER_IMAGE, 256, 4, 30, 64, Initialisation.PER_IMAGE, 1e-4);
  }

  /** The SIREN of each map, or of each layer. */
  public SirenConfig siren() {
    return siren(width, depth, omega);
  }

  /**
   * The number of parameters of such a SIREN.
   *
   * @param channels of the map
   */
  public int parameters(int channels) {
    return MlpGeometry.shape(siren(), 2, channels).parameters();
  }

  private static SirenConfig siren(int width, int depth, double omega) {
    return new SirenConfig(
        width, depth, List.of((float) omega), SirenVariant.REFERENCE, Initialisation.PER_IMAGE);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
