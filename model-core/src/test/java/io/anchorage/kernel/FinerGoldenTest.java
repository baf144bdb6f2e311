package io.anchorage.kernel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinerGoldenTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_first_gradient_is_that_of_pytorch(boolean detached) {
    golden(detached).compareFirstGradient();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fifty_steps_end_where_those_of_pytorch_end(boolean detached) {
    golden(detached).compareFiftySteps(5e-5f);
  }

  private static MlpGolden golden(boolean detached) {
    return new MlpGolden(
        detached ? "finer-detached-adam-50.txt" : "finer-full-adam-50.txt",
        new Finer(MlpGolden.OMEGAS, detached));
  }
}
