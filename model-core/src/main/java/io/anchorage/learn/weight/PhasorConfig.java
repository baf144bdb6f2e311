package io.anchorage.learn.weight;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import java.util.Optional;

/**
 * The phasor-graded reader (project-siren-gap, 2026): an exact invariant of all symmetries of a
 * SIREN's units, their order, signs and phases. Every feature has one of four characters, by
 * whether it changes sign with its unit's sign and with half turns of its phase; products and
 * messages respect them, so that nothing is lost to a canonical form. The published reader of
 * 2-32-32-1 has 1.87 million parameters; 0.42 million of them, in its last round, cannot reach the
 * logits and are left out here.
 *
 * @param width channels of each of the four characters
 * @param rounds of messages, products and mixing
 * @param dropout in the classifier, in [0, 1)
 */
public record PhasorConfig(int width, int rounds, double dropout) implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "phasor";

  public PhasorConfig {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1: " + width);
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1: " + rounds);
    }
    Dropout.check(dropout);
  }

  /** As published: width 186, two rounds, dropout 0.1. */
  public static PhasorConfig defaults() {
    return new PhasorConfig(186, 2, 0.1);
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
    return NetworkRefusal.unlessPeriodic(views);
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new Phasor(this, plan, views.network().orElseThrow(), classes);
  }
}
