package io.anchorage.kernel;

import org.junit.jupiter.api.Test;

class SirenGoldenTest {
  private final MlpGolden golden = new MlpGolden("siren-adam-50.txt", new Sine(MlpGolden.OMEGAS));

  @Test
  void the_first_gradient_is_that_of_pytorch() {
    golden.compareFirstGradient();
  }

  @Test
  void fifty_steps_end_where_those_of_pytorch_end() {
    golden.compareFiftySteps(2e-5f);
  }
}
