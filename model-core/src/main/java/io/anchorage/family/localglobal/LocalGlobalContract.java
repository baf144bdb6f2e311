package io.anchorage.family.localglobal;

import io.anchorage.field.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * How to evaluate a Local-Global SIREN.
 *
 * @param formula of a point x of a partition
 * @param omegas frequency factor of each sine layer
 * @param mergeOmega frequency factor of the merge
 * @param partitionArrays where the arrays of a partition lie
 * @param partitions of the whole signal along each axis
 * @param firstPartition along each axis, of those that a field has
 * @param partitionRule which partition a place belongs to
 * @param coordinateRange of each axis of the whole signal
 * @param coordinates where a grid's points lie in that range
 */
public record LocalGlobalContract(
    String formula,
    List<Float> omegas,
    float mergeOmega,
    String partitionArrays,
    List<Integer> partitions,
    List<Integer> firstPartition,
    String partitionRule,
    List<String> coordinateOrder,
    List<Integer> coordinateRange,
    String coordinates)
    implements Contract {
  public LocalGlobalContract {
    omegas = List.copyOf(omegas);
    partitions = List.copyOf(partitions);
    firstPartition = List.copyOf(firstPartition);
    coordinateOrder = List.copyOf(coordinateOrder);
    coordinateRange = List.copyOf(coordinateRange);
  }

  static LocalGlobalContract of(LocalGlobalConfig config) {
    Partitions parts = config.parts(LocalGlobalFields.IMAGE_AXES);
    List<Float> omegas = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    for (int l = 0; l < config.depth(); l++) {
      omegas.add(l == 0 ? config.firstOmega() : config.omega());
    }
    for (int a = 0; a < parts.axes(); a++) {
      first.add(parts.first(a));
    }
    return new LocalGlobalContract(
        formula(config),
        omegas,
        config.omega(),
        "the layout has A and alpha of the first partition; those of partition p, counted row by row, lie p times the partition's numbers later",
        parts.counts(),
        first,
        "floor((place + 1/2) partitions / extent) along each axis, with place and extent of the whole signal (frame)",
        List.of("row", "column"),
        List.of(-1, 1),
        "first place of an axis of the whole signal (frame) at -1, last at 1; an axis of one place at 0");
  }

  private static String formula(LocalGlobalConfig config) {
    String local = "l = sin(omega (a A + alpha))";
    String out = "y = a A + alpha after the last";
    boolean global = config.budget() == 0 ? config.globalWidth() > 0 : config.globalShare() > 0;
    if (!global) {
      return "a = x; in each sine layer %s, a = l; %s".formatted(local, out);
    }
    String merged =
        config.merge() == Merge.CONCAT
            ? "a = sin(merge_omega ([l, g] R + rho))"
            : "a = l + sin(merge_omega (g R + rho)), each layer its own R and rho";
    return "a = g = x; in each sine layer %s, g = sin(omega (g G + gamma)), %s; %s"
        .formatted(local, merged, out);
  }
}
