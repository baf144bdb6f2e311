package io.anchorage.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.Finer;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks take the form that resembles a template the most, and show the same picture. */
class AlignmentTest {
  /** Phases of other units by half turns, through up to four layers of frequency 30. */
  private static final float ROUNDING = 1e-4f;

  static Stream<MlpShape> shapes() {
    return Stream.of(
        Networks.siren(8, 1, 1),
        Networks.siren(32, 2, 1),
        Networks.siren(13, 4, 3),
        Networks.of(9, 2, 1, new Finer(List.of(30f, 30f), false)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void the_picture_stays(MlpShape shape) {
    float[] network = Networks.random(shape, 1);

    float[] aligned = new Alignment(shape, Networks.random(shape, 2)).apply(network);

    assertThat(aligned).isNotEqualTo(network);
    assertClose(Networks.values(shape, aligned), Networks.values(shape, network), ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void a_template_in_disguise_comes_back_as_the_template(MlpShape shape) {
    float[] template = Networks.random(shape, 3);
    Alignment alignment = new Alignment(shape, template);
    float[] disguised =
        Networks.negated(shape, Networks.reordered(shape, turned(shape, template), 4), 5);

    float[] back = alignment.apply(disguised);

    assertThat(disguised).isNotEqualTo(template);
    assertClose(back, alignment.template(), 2e-6f);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void equivalent_networks_are_aligned_to_the_same_parameters(MlpShape shape) {
    float[] network = Networks.random(shape, 6);
    float[] other = Networks.negated(shape, Networks.reordered(shape, network, 7), 8);
    Alignment alignment = new Alignment(shape, Networks.random(shape, 9));

    assertClose(alignment.apply(other), alignment.apply(network), 2e-6f);
  }

  @Test
  void an_aligned_network_is_aligned_already() {
    MlpShape shape = Networks.siren(16, 3, 2);
    Alignment alignment = new Alignment(shape, Networks.random(shape, 10));

    float[] once = alignment.apply(Networks.random(shape, 11));

    assertClose(alignment.apply(once), once, 1e-6f);
  }

  /** A phase a little over a quarter turn is canonical only after a half turn, which negates it. */
  @Test
  void a_network_near_the_template_stays_near_it_across_a_half_turn() {
    MlpShape shape = Networks.siren(1, 1, 1);
    float[] template = {0.5f, 0.2f, (float) (1.55 / 30), 1, 0};
    float[] network = {0.5f, 0.2f, (float) (1.59 / 30), 1, 0};

    assertClose(new Alignment(shape, template).apply(network), network, 1e-6f);
  }

  @Test
  void lines_and_volumes_are_aligned_too() {
    for (int axes : List.of(1, 3)) {
      MlpShape shape =
          new MlpShape(new InputMapping.Identity(axes), 7, 2, 1, new Sine(List.of(10f, 30f)), 0);
      float[] template = Networks.random(shape, 12);
      Alignment alignment = new Alignment(shape, template);

      float[] back = alignment.apply(Networks.reordered(shape, template, 13));

      assertClose(back, alignment.template(), 2e-6f);
    }
  }

  @Test
  void units_that_are_constant_find_a_place_as_well() {
    MlpShape shape = Networks.siren(6, 2, 1);
    float[] dead = new float[shape.parameters()];
    float[] template = Networks.random(shape, 14);

    assertThat(new Alignment(shape, template).apply(dead)).hasSize(dead.length);
    assertClose(new Alignment(shape, dead).apply(template), canonical(shape, template), 1e-6f);
  }

  private static float[] canonical(MlpShape shape, float[] parameters) {
    return new HiddenUnits(shape, parameters).canonicalPhases().parameters();
  }

  private static float[] turned(MlpShape shape, float[] parameters) {
    return shape.activation().halfPeriod(0).isPresent()
        ? Networks.turned(shape, parameters, 3, 15)
        : parameters;
  }

  private static void assertClose(float[] actual, float[] expected, float tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
