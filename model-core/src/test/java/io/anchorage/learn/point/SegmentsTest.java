package io.anchorage.learn.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  private static final int CHANNELS = 2;

  /** 1100 rows take three rounds of 32. */
  @Test
  void runs_of_very_different_lengths_have_their_own_mean_and_maximum() {
    int[] starts = {0, 1, 34, 1134, 1136};
    float[] x = new float[1136 * CHANNELS];
    new Philox(1).fillUniform(x, 0, x.length, -3, -1);
    Tensors torch = Tensors.load();
    try (NDManager manager = torch.newManager()) {
      ModelParameters plan = new ModelParameters();
      plan.parameter("unused", new Init.Constant(0), 1);
      Pass pass = Pass.evaluation(torch, manager, Weights.initial(plan, manager, torch, 1));
      NDArray rows = pass.floats(x, 1136, CHANNELS);
      Segments segments = new Segments(starts);
      float[] mean = segments.mean(pass, rows).toFloatArray();
      float[] max = segments.max(pass, rows).toFloatArray();

      for (int s = 0; s + 1 < starts.length; s++) {
        for (int c = 0; c < CHANNELS; c++) {
          double sum = 0;
          float largest = Float.NEGATIVE_INFINITY;
          for (int r = starts[s]; r < starts[s + 1]; r++) {
            sum += x[r * CHANNELS + c];
            largest = Math.max(largest, x[r * CHANNELS + c]);
          }
          assertThat(mean[s * CHANNELS + c])
              .isCloseTo((float) (sum / (starts[s + 1] - starts[s])), within(1e-5f));
          assertThat(max[s * CHANNELS + c]).isEqualTo(largest);
        }
      }
    }
  }
}
