package io.anchorage.family.localglobal;

import static io.anchorage.family.mlp.MlpConfig.check;

import io.anchorage.UserException;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.Collections;
import java.util.List;

/**
 * A Local-Global SIREN; without a global network, a SIREN for each partition.
 *
 * @param partitions along each axis, 1 to 1024: one number for all axes, or one for each
 * @param localWidth units of each sine layer of a partition's network, 1 to 1024
 * @param globalWidth units of each sine layer of the global network, at most 4096; 0 for none
 * @param depth sine layers of both, 1 to 16
 * @param firstOmega frequency factor of the first layers, in (0, 1000]
 * @param omega frequency factor of the other layers and of the merge, in (0, 1000]
 * @param merge of the features of both networks
 * @param budget parameters of a field, from which both widths follow; 0 if they are given
 * @param globalShare with a budget, the share of the global network, in [0, 0.9]; 0 for none
 * @param weightScale factor of the initial weights and biases of the sine layers, in (0, 100]
 * @param kept for each axis the first partition that is there and how many are; empty for all
 */
public record LocalGlobalConfig(
    List<Integer> partitions,
    int localWidth,
    int globalWidth,
    int depth,
    float firstOmega,
    float omega,
    Merge merge,
    int budget,
    double globalShare,
    double weightScale,
    List<Integer> kept)
    implements FamilyConfig {
  /** The most axes of a signal. */
  static final int MOST_AXES = 3;

  private static final int MOST_PARTITIONS = 1024;

  public LocalGlobalConfig {
    partitions = List.copyOf(partitions);
    kept = List.copyOf(kept);
    check(
        !partitions.isEmpty() && partitions.size() <= MOST_AXES,
        "partitions must be one number, or one for each axis",
        partitions);
    check(
        partitions.stream().allMatch(n -> n >= 1 && n <= MOST_PARTITIONS),
        "partitions must be in 1 .. " + MOST_PARTITIONS,
        partitions);
    check(localWidth >= 1 && localWidth <= 1024, "localWidth must be in 1 .. 1024", localWidth);
    check(globalWidth >= 0 && globalWidth <= 4096, "globalWidth must be in 0 .. 4096", globalWidth);
    check(depth >= 1 && depth <= 16, "depth must be in 1 .. 16", depth);
    check(firstOmega > 0 && firstOmega <= 1000, "firstOmega must be in (0, 1000]", firstOmega);
    check(omega > 0 && omega <= 1000, "omega must be in (0, 1000]", omega);
    check(budget >= 0, "budget must be at least 0", budget);
    check(globalShare >= 0 && globalShare <= 0.9, "globalShare must be in [0, 0.9]", globalShare);
    check(weightScale > 0 && weightScale <= 100, "weightScale must be in (0, 100]", weightScale);
    checkKept(kept);
  }

  private static void checkKept(List<Integer> kept) {
    check(
        kept.size() % 2 == 0 && kept.size() <= 2 * MOST_AXES,
        "kept must have two numbers for each axis",
        kept);
    for (int i = 0; i < kept.size(); i += 2) {
      check(
          Math.abs(kept.get(i)) <= MOST_PARTITIONS
              && kept.get(i + 1) >= 1
              && kept.get(i + 1) <= MOST_PARTITIONS,
          "kept must be a first partition and a count of at least 1 for each axis",
          kept);
    }
  }

  /** 16 x 16 partitions of 14 units, 84 units for all of them: the published one for 512 x 512. */
  public static LocalGlobalConfig defaults() {
    return new LocalGlobalConfig(
        List.of(16), 14, 84, 4, 30, 30, Merge.CONCAT, 0, 0.1, 1, List.of());
  }

  /** The published network for images, Adam 5e-4, 1000 full-batch steps. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(5e-4f), StopRule.after(1000), 0, 1, List.of());
  }

  /** 4 x 4 partitions for a map of features, Adam 1e-4, 250 steps on the whole map. */
  static FitRecipe featureMapRecipe() {
    return new FitRecipe(
        defaults().sized(List.of(4), 32, 96),
        AdamConfig.withLearningRate(1e-4f),
        StopRule.after(250),
        0,
        1,
        List.of());
  }

  /** The same with other numbers of partitions and widths. */
  public LocalGlobalConfig sized(List<Integer> partitions, int localWidth, int globalWidth) {
    return new LocalGlobalConfig(
        partitions,
        localWidth,
        globalWidth,
        depth,
        firstOmega,
        omega,
        merge,
        budget,
        globalShare,
        weightScale,
        kept);
  }

  /** The same with other initial weights and frequencies. */
  LocalGlobalConfig starting(double scale, double factor) {
    return new LocalGlobalConfig(
        partitions,
        localWidth,
        globalWidth,
        depth,
        (float) Math.min(1000, factor * firstOmega),
        (float) Math.min(1000, factor * omega),
        merge,
        budget,
        globalShare,
        scale,
        kept);
  }

  /** The settings of the same fields with these partitions alone. */
  LocalGlobalConfig keeping(List<Integer> partitionsKept) {
    return new LocalGlobalConfig(
        partitions,
        localWidth,
        globalWidth,
        depth,
        firstOmega,
        omega,
        merge,
        budget,
        globalShare,
        weightScale,
        partitionsKept);
  }

  /**
   * The partitions of signals of some axes.
   *
   * @throws UserException if there is not one number for all axes, or one for each
   */
  Partitions parts(int axes) {
    if (partitions.size() != 1 && partitions.size() != axes) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "fit.family.partitions must be one number, or one for each of the %d axes: %s"
              .formatted(axes, partitions));
    }
    List<Integer> each =
        partitions.size() == 1 ? Collections.nCopies(axes, partitions.get(0)) : partitions;
    if (!kept.isEmpty() && kept.size() != 2 * axes) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "fit.family.kept must have two numbers for each of the %d axes: %s"
              .formatted(axes, kept));
    }
    return kept.isEmpty() ? Partitions.all(each) : new Partitions(each, kept);
  }

  @Override
  public ValueRange publishedValues() {
    return ValueRange.SYMMETRIC;
  }

  @Override
  public Family family() {
    return new LocalGlobalFamily();
  }
}
