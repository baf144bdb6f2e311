package io.anchorage.learn.weight.scale;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import java.util.Optional;

/**
 * ScaleGMN (I. Kalogeropoulos, G. Bouritsas, Y. Panagakis: Scale Equivariant Graph Metanetworks,
 * 2024) for networks with odd activations: invariant to the order of hidden units and to their
 * signs, and with canonical phases to all symmetries of a SIREN's units.
 *
 * <p>For 2-32-32-1 and ten classes the defaults have 1 061 130 parameters, with messages both ways
 * 1 555 978. The published code registers 99 840 and 166 400 more that have no part in its logits:
 * maps of messages that nobody sends (to inputs from below, to outputs from above), and an MLP of
 * the readout.
 *
 * @param width channels of units and edges
 * @param rounds of messages
 * @param direction of messages: from inputs to outputs, or both
 * @param readout what the classifier sees of the last round
 * @param ends what takes the place of equivariant maps at inputs and outputs, which have no signs
 * @param invariant how a feature loses its sign
 * @param skip whether a unit's features are added, through a linear map, to its new ones
 * @param edgePositions whether edges know their layer, and those at the ends their input or output
 * @param dropout of units' features after each round, in [0, 1)
 * @param mlpDropout within MLPs, in [0, 1)
 * @param canonical whether phases are made canonical first, in the correct form: omega b in [-pi/2,
 *     pi/2]; for periodic activations
 */
public record ScaleGmnConfig(
    int width,
    int rounds,
    Direction direction,
    Seen readout,
    Ends ends,
    Signs invariant,
    boolean skip,
    boolean edgePositions,
    double dropout,
    double mlpDropout,
    boolean canonical)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "scale-gmn";

  /** Which way messages go. */
  public enum Direction {
    FORWARD,
    BIDIRECTIONAL
  }

  /** What the classifier sees. */
  public enum Seen {
    /** An invariant of all hidden units, and each input and output. */
    FULL_GRAPH,
    /** The outputs; with messages both ways, the inputs, too. */
    LAST_LAYER
  }

  /** The maps of inputs and outputs. */
  public enum Ends {
    /** The linear map of hidden units, times an MLP that inputs and outputs share. */
    GATES,
    /** An MLP for inputs and one for outputs. */
    MAPS
  }

  /** An invariant of signs. */
  public enum Signs {
    /** rho(x) + rho(-x). */
    SUM,
    /** |x|. */
    MAGNITUDE
  }

  public ScaleGmnConfig {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1: " + width);
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1: " + rounds);
    }
    Dropout.check(dropout);
    if (!(mlpDropout >= 0 && mlpDropout < 1)) {
      throw new IllegalArgumentException("mlpDropout must be in [0, 1): " + mlpDropout);
    }
  }

  /** As published for Fashion-MNIST, forward. */
  public static ScaleGmnConfig defaults() {
    return new ScaleGmnConfig(
        128,
        2,
        Direction.FORWARD,
        Seen.FULL_GRAPH,
        Ends.MAPS,
        Signs.SUM,
        true,
        true,
        0.2,
        0.2,
        false);
  }

  /** Whether messages go both ways. */
  boolean bothWays() {
    return direction == Direction.BIDIRECTIONAL;
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
    Optional<String> even = NetworkRefusal.unlessOdd(views);
    return even.isEmpty() && canonical ? NetworkRefusal.unlessPeriodic(views) : even;
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new ScaleGmn(this, plan, views.network().orElseThrow(), classes);
  }
}
