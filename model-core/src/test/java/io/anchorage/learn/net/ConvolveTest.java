package io.anchorage.learn.net;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolveTest {
  private final Tensors torch = Tensors.load();
  private final NDManager manager = torch.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 24", "4, 6", "6, 8", "6, 6", "6, 16", "8, 17", "24, 24", "24, 48"})
  void the_gradient_does_not_depend_on_what_memory_held_before(int channels, int filters) {
    ModelParameters plan = new ModelParameters();
    Convolution convolution = Convolution.of(plan, "conv", channels, filters, 3, 1);
    Parameter images = plan.parameter("images", new Init.Normal(1), 16, channels, 14, 14);
    Weights weights = Weights.initial(plan, manager, torch, 3);
    float[] first = gradient(convolution, images, weights);

    for (int run = 0; run < 8; run++) {
      leaveNaN();
      assertThat(gradient(convolution, images, weights)).isEqualTo(first);
    }
    assertThat(first).doesNotContain(Float.NaN);
  }

  /** Memory that is free again and holds NaN, of many sizes. */
  private void leaveNaN() {
    for (int size = 1 << 8; size <= 1 << 18; size *= 4) {
      float[] junk = new float[size];
      Arrays.fill(junk, Float.NaN);
      for (int i = 0; i < 20; i++) {
        manager.create(junk).close();
      }
    }
  }

  private float[] gradient(Convolution convolution, Parameter images, Weights weights) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass[] pass = new Pass[1];
      Tensors.differentiate(
          () -> {
            pass[0] = Pass.training(torch, manager, weights);
            NDArray y = convolution.apply(pass[0], pass[0].of(images));
            return y.mul(y).mean();
          });
      return pass[0].gradient().toFloatArray();
    }
  }

  @Test
  void made_up_filters_change_no_value() {
    ModelParameters plan = new ModelParameters();
    Parameter filters = plan.parameter("filters", new Init.Normal(1), 3, 2, 3, 3);
    Parameter bias = plan.parameter("bias", new Init.Normal(1), 3);
    Weights weights = Weights.initial(plan, manager, torch, 3);
    Pass pass = Pass.evaluation(torch, manager, weights);
    NDArray x = manager.arange(100f).reshape(2, 2, 5, 5);
    Shape one = new Shape(1, 1);

    NDArray ours = Convolve.images(pass, x, pass.of(filters), pass.of(bias), one, new Shape(1, 1));
    NDArray plain =
        x.getNDArrayInternal()
            .convolution(x, pass.of(filters), pass.of(bias), one, one, one, 1)
            .head();

    assertThat(ours.getShape()).isEqualTo(new Shape(2, 3, 5, 5));
    assertThat(ours.allClose(plain, 1e-5, 1e-4, false)).isTrue();
  }
}
