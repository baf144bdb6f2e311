package io.anchorage.learn.cnn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.field.Field;
import io.anchorage.format.TensorFile;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.optim.AdamWConfig;
import io.anchorage.learn.optim.TrainingStep;
import io.anchorage.learn.optim.TrainingStep.Loss;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One SIREN for each layer, and for each image a small code. Codes are learned with the rest and
 * start as the image at low resolution.
 */
final class SharedSirens implements MapPredictor {
  private final Tensors torch;
  private final NDManager manager;
  private final List<Layer> layers = new ArrayList<>();

  /** The SIREN of one layer's maps. */
  private record Layer(ConvLayer map, MlpPoints grid, SharedSiren siren, TrainingStep descent) {}

  SharedSirens(
      Tensors torch,
      AllCnnConfig network,
      int last,
      PredictorConfig config,
      List<LabelledImage> images,
      long seed) {
    this.torch = torch;
    this.manager = torch.newManager();
    AdamWConfig adam = new AdamWConfig(config.learningRate(), 0.9, 0.999, 1e-8, 0, false);
    float[] codes = FewPixels.of(network, config.code(), images);
    for (int number = 1; number <= last; number++) {
      ConvLayer map = network.layer(number);
      MlpPoints grid = MlpGeometry.points(config.siren(), Grid.image(map.side(), map.side()));
      SharedSiren siren =
          new SharedSiren(torch, manager, config, map.outputs(), codes, seed + number);
      TrainingStep descent = new TrainingStep(torch, manager, siren.weights(), adam, 0);
      layers.add(new Layer(map, grid, siren, descent));
    }
  }

  @Override
  public float[] predict(int layer, int[] images) {
    Layer own = layers.get(layer - 1);
    int count = own.grid().count();
    int[] rows = new int[images.length * count];
    float[] at = new float[2 * rows.length];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = r / count;
      at[2 * r] = own.grid().coordinates(0)[r % count];
      at[2 * r + 1] = own.grid().coordinates(1)[r % count];
    }
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass pass = Pass.evaluation(torch, manager, own.siren().weights());
      return Tensors.withoutGradient(() -> own.siren().values(pass, images, rows, at))
          .reshape(images.length, count, own.map().outputs())
          .transpose(0, 2, 1)
          .toType(DataType.FLOAT32, true)
          .toFloatArray();
    }
  }

  @Override
  public void learn(int layer, List<PartialMap> seen, int steps) {
    Layer own = layers.get(layer - 1);
    Points points = new Points(own, seen);
    for (int step = 0; step < steps; step++) {
      own.descent()
          .take(
              pass -> {
                NDArray target =
                    pass.floats(points.values, points.rows.length, own.map().outputs());
                NDArray values = own.siren().values(pass, points.images, points.rows, points.at);
                return new Loss<>(values.sub(target).square().mean(), null);
              },
              nothing -> {});
    }
  }

  /** The known activations of several images' maps, point by point. */
  private static final class Points {
    private final int[] images;
    private final int[] rows;
    private final float[] at;
    private final float[] values;

    Points(Layer layer, List<PartialMap> seen) {
      int points = seen.stream().mapToInt(map -> map.positions().length).sum();
      int channels = layer.map().outputs();
      images = new int[seen.size()];
      rows = new int[points];
      at = new float[2 * points];
      values = new float[points * channels];
      int row = 0;
      for (int b = 0; b < images.length; b++) {
        PartialMap map = seen.get(b);
        images[b] = map.image();
        int count = map.positions().length;
        for (int i = 0; i < count; i++, row++) {
          rows[row] = b;
          at[2 * row] = layer.grid().coordinates(0)[map.positions()[i]];
          at[2 * row + 1] = layer.grid().coordinates(1)[map.positions()[i]];
          for (int c = 0; c < channels; c++) {
            values[row * channels + c] = map.values()[c * count + i];
          }
        }
      }
    }
  }

  @Override
  public Optional<Field> field(int layer, int image) {
    return Optional.empty();
  }

  @Override
  public TensorFile state(int layer) {
    return layers.get(layer - 1).descent().snapshot();
  }

  @Override
  public void restore(int layer, TensorFile state) {
    layers.get(layer - 1).descent().restore(state);
  }

  @Override
  public long parameters() {
    return layers.stream().mapToLong(layer -> layer.siren().weights().values().size()).sum();
  }

  @Override
  public long moments() {
    return 2 * parameters();
  }

  @Override
  public void close() {
    manager.close();
  }
}
