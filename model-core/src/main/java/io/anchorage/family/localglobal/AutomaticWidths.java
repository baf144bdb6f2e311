package io.anchorage.family.localglobal;

import io.anchorage.UserException;

/**
 * Widths from a number of parameters (appendix A of the paper, with the numbers of its code): the
 * widest global network within its share of the budget, the narrowest local ones with 95 % of what
 * it leaves, then global widths step by step until the field has 99 to 100 % of the budget.
 */
final class AutomaticWidths {
  private static final int MOST = 4096;

  /** The least share of the budget that a field has. */
  private static final double FILLED = 0.99;

  /** The share of what is left that the partitions must have. */
  private static final double OF_REST = 0.95;

  /** How far the share of the global network may be from the one asked for. */
  private static final double TOLERANCE = 0.25;

  private AutomaticWidths() {}

  /**
   * The network of the budget.
   *
   * @param shape gives partitions and depth; its widths have no influence
   * @param share of what all partitions use, 0 for none
   * @throws UserException of kind CONFIG if no widths have the budget and the share
   */
  static LocalGlobalShape of(LocalGlobalShape shape, int budget, double share) {
    LocalGlobalShape whole = shape.of(Partitions.all(shape.partitions().counts()));
    LocalGlobalShape found = share == 0 ? alone(whole, budget) : both(whole, budget, share);
    return found.of(shape.partitions());
  }

  private static LocalGlobalShape alone(LocalGlobalShape shape, int budget) {
    int local = 0;
    while (local < MOST && count(shape.widths(local + 1, 0)) <= budget) {
      local++;
    }
    if (local == 0) {
      throw none(shape, budget, 0);
    }
    return shape.widths(local, 0);
  }

  private static LocalGlobalShape both(LocalGlobalShape shape, int budget, double share) {
    int global = 1;
    while (global < MOST && globalOnly(shape.widths(1, global + 1)) <= share * budget) {
      global++;
    }
    double rest = budget - globalOnly(shape.widths(1, global));
    int local = 1;
    while (local < MOST && partitions(shape.widths(local, global)) < OF_REST * rest) {
      local++;
    }
    int step = count(shape.widths(local, global)) > budget ? -1 : 1;
    while (global > 1 && global < MOST && !fills(shape.widths(local, global), budget)) {
      if (step > 0 == count(shape.widths(local, global)) > budget) {
        break;
      }
      global += step;
    }
    LocalGlobalShape found = shape.widths(local, global);
    double actual = found.shared() / (double) found.parameters();
    if (!fills(found, budget) || Math.abs(actual - share) > TOLERANCE * share) {
      throw none(shape, budget, share);
    }
    return found;
  }

  private static boolean fills(LocalGlobalShape shape, int budget) {
    return count(shape) <= budget && count(shape) >= FILLED * budget;
  }

  private static long count(LocalGlobalShape shape) {
    return shape.shared() + partitions(shape);
  }

  private static long partitions(LocalGlobalShape shape) {
    return (long) shape.partitions().held() * shape.each();
  }

  private static double globalOnly(LocalGlobalShape shape) {
    return shape.globalWeights(shape.depth());
  }

  private static UserException none(LocalGlobalShape shape, int budget, double share) {
    return new UserException(
        UserException.Kind.CONFIG,
        "fit.family.budget %d gives no widths for partitions %s and global-share %s: choose other partitions, or set local-width and global-width and leave the budget out"
            .formatted(budget, shape.partitions().counts(), share));
  }
}
