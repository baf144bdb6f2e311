package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.ConvStages;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;

/** The model of {@link RenderCnnConfig}. */
final class RenderCnn implements CloudModel {
  private final int side;
  private final ConvStages stages;
  private final Linear head;

  RenderCnn(RenderCnnConfig config, ModelParameters plan, int dim, int classes) {
    this.side = config.side();
    this.stages = new ConvStages(plan, dim, config.channels());
    int last = config.channels().get(config.channels().size() - 1);
    this.head = Linear.of(plan, "head", last, classes);
  }

  @Override
  public Batch arrange(List<PointCloud> clouds) {
    int dim = clouds.get(0).dim();
    float[] canvases = new float[clouds.size() * dim * side * side];
    for (int b = 0; b < clouds.size(); b++) {
      lay(clouds.get(b), canvases, b * dim * side * side);
    }
    return pass -> logits(pass, canvases, clouds.size(), dim);
  }

  private void lay(PointCloud cloud, float[] canvases, int from) {
    int[] counts = new int[side * side];
    int[] pixels = new int[cloud.points()];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] =
          place(cloud.row(p), cloud.height()) * side + place(cloud.column(p), cloud.width());
      counts[pixels[p]]++;
    }
    int dim = cloud.dim();
    for (int p = 0; p < pixels.length; p++) {
      for (int d = 0; d < dim; d++) {
        canvases[from + d * side * side + pixels[p]] +=
            cloud.features()[p * dim + d] / counts[pixels[p]];
      }
    }
  }

  private int place(float pixel, int extent) {
    int place = (int) Math.floor((pixel + 0.5) / extent * side);
    return Math.max(0, Math.min(side - 1, place));
  }

  private NDArray logits(Pass pass, float[] canvases, int clouds, int dim) {
    NDArray images = pass.floats(canvases, clouds, dim, side, side);
    return head.apply(pass, stages.apply(pass, images));
  }
}
