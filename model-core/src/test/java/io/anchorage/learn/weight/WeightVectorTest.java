package io.anchorage.learn.weight;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.kernel.MlpShape;
import io.anchorage.symmetry.Networks;
import org.junit.jupiter.api.Test;

class WeightVectorTest {
  @Test
  void standardised_features_leave_the_network_what_it_computes() {
    MlpShape shape = Networks.siren(4, 2, 1);
    float[] parameters = Networks.random(shape, 1);
    float[] standardised = Networks.random(shape, 2);

    WeightVector view = WeightVector.of(shape, parameters).standardised(standardised);

    assertThat(view.features()).isEqualTo(standardised);
    assertThat(view.parameters()).isEqualTo(parameters);
    assertThat(view.shape().network()).contains(shape);
  }

  @Test
  void a_network_with_other_weights_computes_something_else() {
    MlpShape shape = Networks.siren(4, 2, 1);
    float[] turned = Networks.random(shape, 3);

    WeightVector view =
        WeightVector.of(shape, Networks.random(shape, 1)).withFeatures(turned, turned.length);

    assertThat(view.parameters()).isEqualTo(turned);
  }
}
