package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.anchorage.family.mlp.PixelPasses;
import io.anchorage.kernel.MlpPoints;
import java.util.List;

/** Every step sees a chunk of the grid, each fit its own. */
final class ChunkedPixels implements MlpPixels {
  private final NDManager manager;
  private final MlpPoints points;
  private final int outputs;
  private final List<PixelPasses> passes;
  private final int chunk;
  private List<float[]> values = List.of();

  /**
   * @param passes of each fit, all with chunks of one size
   */
  ChunkedPixels(NDManager manager, MlpPoints points, int outputs, List<PixelPasses> passes) {
    this.manager = manager;
    this.points = points;
    this.outputs = outputs;
    this.passes = passes;
    this.chunk = passes.get(0).chunk();
  }

  @Override
  public void target(List<float[]> wanted) {
    values = List.copyOf(wanted);
  }

  @Override
  public Seen of(int taken) {
    int inputs = points.inputs();
    float[] coordinates = new float[passes.size() * chunk * inputs];
    float[] target = new float[passes.size() * chunk * outputs];
    int row = 0;
    for (int b = 0; b < passes.size(); b++) {
      for (int point : passes.get(b).of(taken)) {
        for (int k = 0; k < inputs; k++) {
          coordinates[row * inputs + k] = points.coordinates(k)[point];
        }
        for (int c = 0; c < outputs; c++) {
          target[row * outputs + c] = values.get(b)[c * points.count() + point];
        }
        row++;
      }
    }
    return new Seen(
        manager.create(coordinates, new Shape(passes.size(), chunk, inputs)),
        manager.create(target, new Shape(passes.size(), chunk, outputs)));
  }
}
