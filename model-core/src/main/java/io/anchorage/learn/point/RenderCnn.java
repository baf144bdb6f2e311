package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Convolution;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link RenderCnnConfig}. */
final class RenderCnn implements CloudModel {
  private final int side;
  private final List<Convolution> convolutions = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private final Linear head;

  RenderCnn(RenderCnnConfig config, ModelParameters plan, int dim, int classes) {
    this.side = config.side();
    int from = dim;
    for (int s = 0; s < config.channels().size(); s++) {
      int to = config.channels().get(s);
      add(plan, "stage%d.conv0".formatted(s), from, to);
      add(plan, "stage%d.conv1".formatted(s), to, to);
      from = to;
    }
    this.head = Linear.of(plan, "head", from, classes);
  }

  private void add(ModelParameters plan, String name, int from, int to) {
    convolutions.add(Convolution.withoutBias(plan, name, from, to, 3, 1));
    norms.add(BatchNorm.usual(plan, name + ".norm", to));
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
    NDArray x = pass.floats(canvases, clouds, dim, side, side);
    for (int i = 0; i < convolutions.size(); i++) {
      NDArray y = convolutions.get(i).apply(pass, x);
      x = norms.get(i).apply(pass, y).getNDArrayInternal().relu();
      if (i % 2 == 1) {
        Shape two = new Shape(2, 2);
        x = x.getNDArrayInternal().maxPool(two, two, new Shape(0, 0), false);
      }
    }
    return head.apply(pass, x.mean(new int[] {3}).mean(new int[] {2}));
  }
}
