package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link SetMlpConfig}. */
final class SetMlp implements CloudModel {
  private static final double GRID = 1;

  private final Contexts contexts;
  private final List<Linear> layers = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private final Linear hidden;
  private final BatchNorm hiddenNorm;
  private final Linear head;

  SetMlp(SetMlpConfig config, ModelParameters plan, int dim, int classes) {
    this.contexts = new Contexts(config.context(), config.pixels());
    int width = contexts.width(dim);
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
    Cells.Sorted sorted = Cells.sort(clouds, clouds.stream().map(Cells.Origin::of).toList(), GRID);
    Segments perCloud = sorted.cells().perCloud();
    float[] input = contexts.of(sorted);
    int width = contexts.width(clouds.get(0).dim());
    return pass -> logits(pass, input, width, perCloud);
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
