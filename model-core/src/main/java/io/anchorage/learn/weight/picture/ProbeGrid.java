package io.anchorage.learn.weight.picture;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.GridImages;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.NetworkForward;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;

/** The model of {@link ProbeGridConfig}. */
final class ProbeGrid implements WeightModel {
  private final ProbeGridConfig config;
  private final MlpShape shape;
  private final NetworkForward forward;
  private final float[] grid;
  private final Parameter shifts;
  private final PictureHead head;

  ProbeGrid(ProbeGridConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    this.forward = new NetworkForward(shape);
    this.grid = grid(config.side());
    this.shifts = plan.parameter("shifts", new Init.Constant(0), grid.length / 2, 2);
    this.head =
        new PictureHead(
            plan, shape.outputs(), config.channels(), classes, config.dropout(), config.changes());
  }

  /** [side * side][row, column], row by row. */
  private static float[] grid(int side) {
    float[] axis = GridImages.axis(side);
    float[] grid = new float[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      grid[2 * i] = axis[i / side];
      grid[2 * i + 1] = axis[i % side];
    }
    return grid;
  }

  @Override
  public long numbers(FieldView view) {
    int widest = Math.max(shape.width(), config.channels().get(0));
    return Math.max(shape.parameters(), (long) config.side() * config.side() * widest);
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> head.logits(pass, images(pass, rows));
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = LayerTensors.rows(views);
    return pass -> head.logits(pass, images(pass, rows), draws);
  }

  private NDArray images(Pass pass, float[] rows) {
    NDArray points = pass.floats(grid, grid.length / 2, 2).add(pass.of(shifts));
    List<NDArray> values = forward.at(pass, LayerTensors.of(pass, shape, rows), points);
    int side = config.side();
    return values
        .get(values.size() - 1)
        .transpose(0, 2, 1)
        .reshape(-1, shape.outputs(), side, side);
  }
}
