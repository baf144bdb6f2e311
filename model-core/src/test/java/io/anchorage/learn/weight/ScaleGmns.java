package io.anchorage.learn.weight;

import io.anchorage.learn.weight.scale.ScaleGmnConfig;
import io.anchorage.learn.weight.scale.ScaleGmnConfig.Direction;
import io.anchorage.learn.weight.scale.ScaleGmnConfig.Ends;
import io.anchorage.learn.weight.scale.ScaleGmnConfig.Seen;
import io.anchorage.learn.weight.scale.ScaleGmnConfig.Signs;
import java.util.List;

/** Small ScaleGMNs: each of the published variants. */
public final class ScaleGmns {
  private ScaleGmns() {}

  public static List<ScaleGmnConfig> small() {
    return List.of(
        of(2, Direction.FORWARD, Seen.FULL_GRAPH, Ends.MAPS, Signs.SUM, true, false),
        of(2, Direction.BIDIRECTIONAL, Seen.FULL_GRAPH, Ends.MAPS, Signs.SUM, true, false),
        of(4, Direction.FORWARD, Seen.LAST_LAYER, Ends.GATES, Signs.SUM, true, false),
        of(4, Direction.BIDIRECTIONAL, Seen.LAST_LAYER, Ends.GATES, Signs.MAGNITUDE, false, false));
  }

  /** Those that take canonical phases. */
  public static List<ScaleGmnConfig> canonical() {
    return List.of(
        of(2, Direction.FORWARD, Seen.FULL_GRAPH, Ends.MAPS, Signs.SUM, true, true),
        of(3, Direction.BIDIRECTIONAL, Seen.LAST_LAYER, Ends.GATES, Signs.MAGNITUDE, true, true));
  }

  /** The sizes that are published for MNIST. */
  public static ScaleGmnConfig mnist() {
    return new ScaleGmnConfig(
        128,
        4,
        Direction.FORWARD,
        Seen.LAST_LAYER,
        Ends.GATES,
        Signs.SUM,
        true,
        true,
        0.2,
        0,
        false);
  }

  /** The sizes that are published for Fashion-MNIST, in one direction or both. */
  public static ScaleGmnConfig fashion(Direction direction) {
    return new ScaleGmnConfig(
        128, 2, direction, Seen.FULL_GRAPH, Ends.MAPS, Signs.SUM, true, true, 0.2, 0.2, false);
  }

  private static ScaleGmnConfig of(
      int rounds,
      Direction direction,
      Seen readout,
      Ends ends,
      Signs invariant,
      boolean skip,
      boolean canonical) {
    return new ScaleGmnConfig(
        5, rounds, direction, readout, ends, invariant, skip, skip, 0.2, 0.1, canonical);
  }
}
