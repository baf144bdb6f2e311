package io.anchorage.learn.weight.dws;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.learn.weight.part.Part;
import io.anchorage.learn.weight.part.PartFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * The model of {@link DwsConfig}: layers with batch normalisation and ReLU between them, each part
 * normalised on its own, over networks and positions; then ReLU, the pools of all parts, and
 * logits.
 */
final class Dws implements WeightModel {
  private final DwsConfig config;
  private final MlpShape shape;
  private final List<Part> parts;
  private final List<DwsLayer> layers = new ArrayList<>();
  private final List<List<BatchNorm>> norms = new ArrayList<>();
  private final Linear head;

  Dws(DwsConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    this.parts = Part.ofHiddenUnits(shape);
    int width = config.width();
    for (int i = 0; i < config.layers(); i++) {
      String name = "layer%d".formatted(i);
      int heads = i == config.layers() - 1 ? 1 : config.heads();
      DwsBlock.Sizes sizes = new DwsBlock.Sizes(i == 0 ? 1 : width, width, heads);
      layers.add(new DwsLayer(plan, name, config, parts, sizes));
      if (i < config.layers() - 1) {
        norms.add(
            parts.stream()
                .map(part -> BatchNorm.usual(plan, name + ".norm." + part.name(), width))
                .toList());
      }
    }
    int pooled = parts.stream().mapToInt(Part::entries).sum() * width;
    this.head = Linear.of(plan, "head", pooled, classes);
  }

  @Override
  public long numbers(FieldView view) {
    return (long) view.dim() * config.width();
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> logits(pass, rows);
  }

  private NDArray logits(Pass pass, float[] rows) {
    List<NDArray> features = PartFeatures.of(parts, LayerTensors.of(pass, shape, rows));
    for (int i = 0; i < layers.size(); i++) {
      if (i > 0) {
        features = normalised(pass, norms.get(i - 1), features);
      }
      features = layers.get(i).apply(pass, features);
    }
    NDList pooled = new NDList();
    for (int p = 0; p < parts.size(); p++) {
      NDArray positive = features.get(p).getNDArrayInternal().relu();
      pooled.add(new PartFeatures(parts.get(p), config.pool(), positive).on(List.of()));
    }
    return head.apply(pass, NDArrays.concat(pooled, 1));
  }

  private List<NDArray> normalised(Pass pass, List<BatchNorm> norm, List<NDArray> features) {
    List<NDArray> normalised = new ArrayList<>();
    for (int p = 0; p < features.size(); p++) {
      NDArray x = features.get(p);
      NDArray y = norm.get(p).apply(pass, x.reshape(-1, config.width()));
      normalised.add(y.getNDArrayInternal().relu().reshape(x.getShape()));
    }
    return normalised;
  }
}
