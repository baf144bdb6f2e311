package io.anchorage.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.Finer;
import io.anchorage.kernel.MlpShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of hidden units leave a network's picture as it is. */
class HiddenUnitsTest {
  private static final float ROUNDING = 2e-5f;
  private static final MlpShape FINER = Networks.of(7, 2, 3, new Finer(List.of(30f, 30f), false));

  @ParameterizedTest
  @CsvSource({"8, 1, 1", "8, 2, 3", "5, 4, 2"})
  void order_and_sign_leave_the_picture(int width, int depth, int outputs) {
    MlpShape shape = Networks.siren(width, depth, outputs);
    float[] parameters = Networks.random(shape, 1);
    float[] values = Networks.values(shape, parameters);

    float[] reordered = Networks.reordered(shape, parameters, 2);
    float[] negated = Networks.negated(shape, reordered, 3);

    assertThat(reordered).isNotEqualTo(parameters);
    assertThat(negated).isNotEqualTo(reordered);
    assertClose(Networks.values(shape, negated), values, ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 1, 1", "8, 2, 3, 1", "8, 2, 1, 40", "5, 4, 2, 3"})
  void half_turns_leave_the_picture(int width, int depth, int outputs, int most) {
    MlpShape shape = Networks.siren(width, depth, outputs);
    float[] parameters = Networks.random(shape, 4);

    float[] turned = Networks.turned(shape, parameters, most, 5);

    assertThat(turned).isNotEqualTo(parameters);
    // A phase of 40 half turns has 7 bits less after the point.
    assertClose(
        Networks.values(shape, turned), Networks.values(shape, parameters), ROUNDING * most);
  }

  @Test
  void canonical_phases_and_signs_are_small_and_the_same_for_equivalent_networks() {
    MlpShape shape = Networks.siren(9, 2, 1);
    float[] parameters = Networks.random(shape, 6);
    float[] other = Networks.negated(shape, Networks.turned(shape, parameters, 4, 7), 8);

    float[] one = canonical(shape, parameters);
    float[] same = canonical(shape, other);

    assertClose(same, one, 1e-5f);
    assertClose(Networks.values(shape, one), Networks.values(shape, parameters), ROUNDING);
    for (int layer = 0; layer < shape.depth(); layer++) {
      for (int unit = 0; unit < 9; unit++) {
        assertThat(one[shape.biases(layer) + unit] * 30)
            .isBetween(0f, (float) (Math.PI / 2 + 1e-5));
      }
    }
  }

  @Test
  void a_unit_without_bias_is_signed_by_its_first_weight() {
    MlpShape shape = Networks.siren(3, 1, 1);
    float[] parameters = Networks.random(shape, 9);
    for (int unit = 0; unit < 3; unit++) {
      parameters[shape.biases(0) + unit] = 0;
    }
    parameters[shape.weights(0)] = 0;

    float[] signed = new HiddenUnits(shape, parameters).canonicalSigns().parameters();

    assertThat(signed[shape.weights(0) + 3]).isPositive();
    assertThat(signed[shape.weights(0) + 1]).isPositive();
    assertClose(Networks.values(shape, signed), Networks.values(shape, parameters), ROUNDING);
  }

  @Test
  void finer_has_signs_but_no_phases() {
    float[] parameters = Networks.random(FINER, 10);

    float[] negated = Networks.negated(FINER, parameters, 11);

    assertClose(Networks.values(FINER, negated), Networks.values(FINER, parameters), ROUNDING);
    assertThatThrownBy(() -> new HiddenUnits(FINER, parameters).turn(0, 0, 1))
        .hasMessage("Phases are a symmetry of periodic activations alone");
  }

  @Test
  void the_linear_layer_has_no_hidden_units() {
    assertThatThrownBy(() -> new HiddenUnits(FINER, Networks.random(FINER, 1)).negate(2, 0))
        .hasMessage("layer must be in 0 .. 1: 2");
  }

  private static float[] canonical(MlpShape shape, float[] parameters) {
    return new HiddenUnits(shape, parameters).canonicalPhases().canonicalSigns().parameters();
  }

  private static void assertClose(float[] actual, float[] expected, float tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
