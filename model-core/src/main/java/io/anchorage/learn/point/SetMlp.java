package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.cloud.PointCloud;
import io.anchorage.kernel.Philox;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Plan;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link SetMlpConfig}. */
final class SetMlp implements CloudModel {
  private final double pixels;
  private final List<Linear> layers = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private final Linear hidden;
  private final BatchNorm hiddenNorm;
  private final Linear head;

  SetMlp(SetMlpConfig config, Plan plan, int dim, int classes) {
    this.pixels = config.pixels();
    int width = dim + 2;
    for (int i = 0; i < config.widths().size(); i++) {
      int next = config.widths().get(i);
      layers.add(Linear.withoutBias(plan, "point%d.linear".formatted(i), width, next));
      norms.add(BatchNorm.usual(plan, "point%d.norm".formatted(i), next));
      width = next;
    }
    this.hidden = Linear.withoutBias(plan, "hidden.linear", 2 * width, config.hidden());
    this.hiddenNorm = BatchNorm.usual(plan, "hidden.norm", config.hidden());
    this.head = Linear.of(plan, "head", config.hidden(), classes);
  }

  @Override
  public Batch arrange(List<PointCloud> clouds) {
    Segments perCloud = new Segments(starts(clouds));
    int dim = clouds.get(0).dim();
    float[] input = input(clouds, dim);
    return pass -> logits(pass, input, dim + 2, perCloud);
  }

  @Override
  public Batch arrangeToTrain(List<PointCloud> clouds, Philox draws) {
    return arrange(clouds);
  }

  private static int[] starts(List<PointCloud> clouds) {
    int[] starts = new int[clouds.size() + 1];
    for (int b = 0; b < clouds.size(); b++) {
      starts[b + 1] = starts[b] + clouds.get(b).points();
    }
    return starts;
  }

  /** [points, dim + 2], features and then row and column from the mean position. */
  private float[] input(List<PointCloud> clouds, int dim) {
    int points = clouds.stream().mapToInt(PointCloud::points).sum();
    float[] input = new float[points * (dim + 2)];
    int at = 0;
    for (PointCloud cloud : clouds) {
      double row = 0;
      double column = 0;
      for (int p = 0; p < cloud.points(); p++) {
        row += cloud.row(p) / (double) cloud.points();
        column += cloud.column(p) / (double) cloud.points();
      }
      for (int p = 0; p < cloud.points(); p++) {
        System.arraycopy(cloud.features(), p * dim, input, at, dim);
        input[at + dim] = (float) ((cloud.row(p) - row) / pixels);
        input[at + dim + 1] = (float) ((cloud.column(p) - column) / pixels);
        at += dim + 2;
      }
    }
    return input;
  }

  private NDArray logits(Pass pass, float[] input, int width, Segments perCloud) {
    NDArray x = pass.floats(input, input.length / width, width);
    for (int i = 0; i < layers.size(); i++) {
      x = norms.get(i).apply(pass, layers.get(i).apply(pass, x)).getNDArrayInternal().relu();
    }
    NDArray pooled = NDArrays.concat(new NDList(perCloud.mean(pass, x), perCloud.max(pass, x)), 1);
    NDArray mapped = hiddenNorm.apply(pass, hidden.apply(pass, pooled));
    return head.apply(pass, mapped.getNDArrayInternal().relu());
  }
}
