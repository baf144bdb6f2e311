package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Rows;

/**
 * A submanifold sparse convolution (B. Graham et al., 2018) over the occupied cells of the plane:
 * {@code y_c = sum over the occupied cells c + d, d in a square, of K_d x_(c + d)}. On points of a
 * plane, a 3D kernel only ever uses its slice d_z = 0, so this equals the published convolution,
 * and is initialised like it. Points that share a cell contribute their mean, and each receives the
 * cell's output.
 */
final class CellConvolution {
  private final int radius;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * @param radius 1 for 3 x 3 cells, 2 for 5 x 5
   */
  CellConvolution(
      ModelParameters plan, String name, int inputs, int outputs, int radius, boolean withBias) {
    int side = 2 * radius + 1;
    Init init = Init.ofFanIn((long) side * side * side * inputs);
    this.radius = radius;
    this.weight = plan.parameter(name + ".weight", init, outputs, (long) side * side * inputs);
    this.bias = withBias ? plan.parameter(name + ".bias", init, outputs) : null;
  }

  /** The cells of a stage with their neighbours, for convolutions of one radius. */
  static final class Neighbourhood {
    private final Segments perCell;
    private final int cells;
    private final int[] table;

    Neighbourhood(Cells points, int radius) {
      this.perCell = points.perCell();
      Cells occupied = perCell.areRows() ? points : points.occupied();
      this.cells = occupied.points();
      this.table = occupied.neighbourhoods(radius);
    }
  }

  int radius() {
    return radius;
  }

  /**
   * Applies the convolution.
   *
   * @param x [points, inputs]
   * @return [points, outputs]
   */
  NDArray apply(Pass pass, NDArray x, Neighbourhood at) {
    NDArray cells = Rows.withZeroRow(pass, at.perCell.mean(pass, x));
    long around = at.table.length / at.cells;
    NDArray gathered =
        Rows.gather(cells, pass.indices(at.table, at.cells, around)).reshape(at.cells, -1);
    NDArray offset = bias == null ? null : pass.of(bias);
    NDArray y = x.getNDArrayInternal().linear(gathered, pass.of(weight), offset).head();
    if (at.perCell.areRows()) {
      return y;
    }
    return Rows.gather(y, pass.indices(at.perCell.ofRows(), x.getShape().get(0)));
  }
}
