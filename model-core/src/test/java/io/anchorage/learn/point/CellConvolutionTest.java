package io.anchorage.learn.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.anchorage.UserException;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellConvolutionTest {
  private static final int DIM = 3;
  private static final int OUT = 4;
  private static final List<PointCloud> CLOUDS =
      List.of(Clouds.random(1, 40, DIM), Clouds.random(2, 60, DIM), Clouds.random(3, 1, DIM));

  /** Cells of one pixel hold one point each, larger ones hold several. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 3", "2, 3"})
  void it_is_the_dense_convolution_at_occupied_cells(int radius, double grid) {
    Tensors torch = Tensors.load().inDoublePrecision();
    Cells.Sorted sorted = sorted(grid);
    ModelParameters plan = new ModelParameters();
    CellConvolution convolution = new CellConvolution(plan, "conv", DIM, OUT, radius, true);
    try (NDManager manager = torch.newManager()) {
      Weights weights = Weights.initial(plan, manager, torch, 3);
      Pass pass = Pass.evaluation(torch, manager, weights);
      float[] x = sorted.features();
      double[] actual =
          convolution
              .apply(
                  pass,
                  pass.floats(x, sorted.cells().points(), DIM),
                  new CellConvolution.Neighbourhood(sorted.cells(), radius))
              .toDoubleArray();
      float[] kernel = weights.tensors().get("conv.weight").data();
      float[] bias = weights.tensors().get("conv.bias").data();

      for (int p = 0; p < sorted.cells().points(); p++) {
        double[] expected = dense(sorted.cells(), x, p, radius, kernel, bias);
        for (int c = 0; c < OUT; c++) {
          assertThat(actual[p * OUT + c]).isCloseTo(expected[c], within(1e-6));
        }
      }
    }
  }

  private static double[] dense(
      Cells cells, float[] x, int point, int radius, float[] kernel, float[] bias) {
    int side = 2 * radius + 1;
    double[] y = new double[OUT];
    for (int c = 0; c < OUT; c++) {
      y[c] = bias[c];
      for (int dr = -radius; dr <= radius; dr++) {
        for (int dc = -radius; dc <= radius; dc++) {
          double[] mean = mean(cells, x, point, cells.row(point) + dr, cells.column(point) + dc);
          int tap = (dr + radius) * side + dc + radius;
          for (int d = 0; d < DIM; d++) {
            y[c] += kernel[(c * side * side + tap) * DIM + d] * mean[d];
          }
        }
      }
    }
    return y;
  }

  /** Of the points of the same cloud in a cell; zeros if there are none. */
  private static double[] mean(Cells cells, float[] x, int of, int row, int column) {
    double[] sum = new double[DIM];
    int count = 0;
    int cloud = 0;
    while (of >= cells.start(cloud + 1)) {
      cloud++;
    }
    for (int p = cells.start(cloud); p < cells.start(cloud + 1); p++) {
      if (cells.row(p) == row && cells.column(p) == column) {
        count++;
        for (int d = 0; d < DIM; d++) {
          sum[d] += x[p * DIM + d];
        }
      }
    }
    for (int d = 0; d < DIM; d++) {
      sum[d] /= Math.max(1, count);
    }
    return sum;
  }

  @Test
  void coarser_cells_hold_the_points_of_four_finer_ones() {
    Cells cells = sorted(1).cells();
    Cells coarser = cells.coarser();
    int[] of = cells.perCoarserCell().ofRows();

    for (int p = 0; p < cells.points(); p++) {
      assertThat(coarser.row(of[p])).isEqualTo(cells.row(p) / 2);
      assertThat(coarser.column(of[p])).isEqualTo(cells.column(p) / 2);
    }
    assertThat(coarser.clouds()).isEqualTo(3);
    assertThat(coarser.perCell().areRows()).isTrue();
    assertThat(coarser.points()).isLessThan(cells.points());
  }

  @Test
  void a_cloud_that_spans_too_many_cells_is_refused_with_what_to_do() {
    PointCloud wide = new PointCloud(new float[] {0, 0, 0, 70_000}, new float[6], 3, 1, 70_001);

    assertThatThrownBy(() -> Cells.sort(List.of(wide), List.of(Cells.Origin.of(wide)), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "A cloud of 2 points spans 70000 pixels, which is more than 2^16 cells of 1.0 pixels;"
                + " leave it out or raise the model's grid");
  }

  private static Cells.Sorted sorted(double grid) {
    return Cells.sort(CLOUDS, CLOUDS.stream().map(Cells.Origin::of).toList(), grid);
  }
}
