package io.anchorage.family.functa;

import static io.anchorage.family.mlp.MlpConfig.check;

import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import java.util.List;

/**
 * A SIREN shared by all images whose units are modulated by a vector of each image.
 *
 * @param latentDim length of an image's vector, 1 to 65536
 * @param mapWidths hidden units of the network from that vector to the modulations; empty for a
 *     linear map
 * @param width units of each sine layer, 1 to 4096
 * @param depth sine layers, 1 to 16; a linear layer follows them
 * @param omega frequency factor of all sine layers, in (0, 1000]
 * @param modulation what is modulated
 * @param stepSize of the gradient steps on the vector, in [0, 1000); 0 takes Adam's. A file with
 *     learnt step sizes replaces it
 */
public record FunctaConfig(
    int latentDim,
    List<Integer> mapWidths,
    int width,
    int depth,
    float omega,
    Modulation modulation,
    float stepSize)
    implements FamilyConfig {
  private static final int MOST = 65_536;

  public FunctaConfig {
    mapWidths = List.copyOf(mapWidths);
    check(latentDim >= 1 && latentDim <= MOST, "latentDim must be in 1 .. 65536", latentDim);
    check(
        mapWidths.size() <= 8 && mapWidths.stream().allMatch(n -> n >= 1 && n <= MOST),
        "mapWidths must be at most 8 numbers in 1 .. 65536",
        mapWidths);
    MlpConfig.checkSizes(width, depth);
    check(omega > 0 && omega <= 1000, "omega must be in (0, 1000]", omega);
    check(stepSize >= 0 && stepSize < 1000, "stepSize must be in [0, 1000)", stepSize);
  }

  /** The published network for CelebA-HQ: 14 sine layers of 512 units, a linear map from 256. */
  public static FunctaConfig defaults() {
    return new FunctaConfig(256, List.of(), 512, 14, 30, Modulation.SHIFT, 1e-2f);
  }

  /** Three gradient steps, as published. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(1e-2f), StopRule.after(3), 0, 1, List.of());
  }

  /** All fits begin at the same vector under the same network. */
  @Override
  public boolean sharesStart() {
    return true;
  }

  @Override
  public Family family() {
    return new FunctaFamily();
  }
}
