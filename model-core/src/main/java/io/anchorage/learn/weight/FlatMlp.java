package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.ViewKind;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.Model;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The model of {@link FlatMlpConfig}: {@code h = dropout(gelu(h W^T + b))}, then logits. */
final class FlatMlp implements Model<WeightVector> {
  private final FlatMlpConfig config;
  private final List<Linear> layers = new ArrayList<>();
  private final Linear head;

  FlatMlp(FlatMlpConfig config, ModelParameters plan, int dim, int classes) {
    this.config = config;
    int width = dim;
    for (int i = 0; i < config.widths().size(); i++) {
      layers.add(Linear.of(plan, "layer%d".formatted(i), width, config.widths().get(i)));
      width = config.widths().get(i);
    }
    this.head = Linear.of(plan, "head", width, classes);
  }

  @Override
  public ViewKind<WeightVector> takes() {
    return WeightVector.KIND;
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = rows(views);
    return pass -> logits(pass, rows, views.size(), List.of());
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = rows(views);
    List<float[]> masks = config.dropout() == 0 ? List.of() : masks(views.size(), draws);
    return pass -> logits(pass, rows, views.size(), masks);
  }

  private static float[] rows(List<WeightVector> views) {
    int dim = views.get(0).dim();
    float[] rows = new float[views.size() * dim];
    for (int b = 0; b < views.size(); b++) {
      System.arraycopy(views.get(b).features(), 0, rows, b * dim, dim);
    }
    return rows;
  }

  /**
   * What each hidden unit of each sample is multiplied by. Drawn here rather than by PyTorch, whose
   * generator state a resumed training could not restore.
   */
  private List<float[]> masks(int batch, Philox draws) {
    int units = config.widths().stream().mapToInt(width -> width).sum();
    float[] all = new float[batch * units];
    draws.fillUniform(all, 0, all.length, 0, 1);
    float kept = (float) (1 / (1 - config.dropout()));
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] < config.dropout() ? 0 : kept;
    }
    List<float[]> masks = new ArrayList<>();
    int at = 0;
    for (int width : config.widths()) {
      masks.add(Arrays.copyOfRange(all, at, at + batch * width));
      at += batch * width;
    }
    return masks;
  }

  private NDArray logits(Pass pass, float[] rows, int batch, List<float[]> masks) {
    NDArray h = pass.floats(rows, batch, rows.length / batch);
    for (int i = 0; i < layers.size(); i++) {
      h = layers.get(i).apply(pass, h).getNDArrayInternal().gelu();
      if (!masks.isEmpty()) {
        h = h.mul(pass.floats(masks.get(i), batch, config.widths().get(i)));
      }
    }
    return head.apply(pass, h);
  }
}
