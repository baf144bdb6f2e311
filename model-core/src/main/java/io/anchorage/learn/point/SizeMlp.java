package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link SizeMlpConfig}: an MLP with ReLU on the logarithms of height and width. */
final class SizeMlp implements CloudModel {
  private final List<Linear> layers = new ArrayList<>();
  private final Linear head;

  SizeMlp(SizeMlpConfig config, ModelParameters plan, int classes) {
    int width = 2;
    for (int i = 0; i < config.widths().size(); i++) {
      layers.add(Linear.of(plan, "layer%d".formatted(i), width, config.widths().get(i)));
      width = config.widths().get(i);
    }
    this.head = Linear.of(plan, "head", width, classes);
  }

  @Override
  public Batch arrange(List<PointCloud> clouds) {
    float[] sizes = new float[2 * clouds.size()];
    for (int b = 0; b < clouds.size(); b++) {
      sizes[2 * b] = (float) StrictMath.log(clouds.get(b).height() / 100.0);
      sizes[2 * b + 1] = (float) StrictMath.log(clouds.get(b).width() / 100.0);
    }
    return pass -> logits(pass, sizes);
  }

  private NDArray logits(Pass pass, float[] sizes) {
    NDArray x = pass.floats(sizes, sizes.length / 2, 2);
    for (Linear layer : layers) {
      x = layer.apply(pass, x).getNDArrayInternal().relu();
    }
    return head.apply(pass, x);
  }
}
