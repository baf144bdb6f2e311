package io.anchorage.learn.cnn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Rows;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.optim.AdamW;
import io.anchorage.learn.optim.AdamWConfig;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * One SIREN for each layer, and for each image a small code z that shifts its phases: {@code
 * h_(l+1) = sin(omega (h_l W_l + b_l) + z M_l)}. Codes are learned with the rest; they begin as the
 * image in few pixels.
 */
final class SharedSirens implements MapPredictor {
  private final Tensors torch;
  private final NDManager manager;
  private final PredictorConfig config;
  private final List<Layer> layers = new ArrayList<>();

  SharedSirens(
      Tensors torch,
      AllCnnConfig network,
      int last,
      PredictorConfig config,
      List<LabelledImage> images,
      long seed) {
    this.torch = torch;
    this.config = config;
    this.manager = torch.newManager();
    float[] codes = FewPixels.of(network, config.code(), images);
    for (int number = 1; number <= last; number++) {
      layers.add(new Layer(network.layer(number), codes, images.size(), seed + number));
    }
  }

  /** The SIREN of one layer's maps. */
  private final class Layer {
    private final ConvLayer map;
    private final MlpPoints grid;
    private final List<Parameter> weight = new ArrayList<>();
    private final List<Parameter> bias = new ArrayList<>();
    private final List<Parameter> shift = new ArrayList<>();
    private final Parameter codes;
    private final Weights weights;
    private final AdamW adam;

    Layer(ConvLayer map, float[] start, int images, long seed) {
      this.map = map;
      this.grid = MlpGeometry.points(config.siren(), Grid.image(map.side(), map.side()));
      ModelParameters plan = new ModelParameters();
      for (int l = 0; l <= config.depth(); l++) {
        int inputs = l == 0 ? 2 : config.width();
        int outputs = l == config.depth() ? map.outputs() : config.width();
        double bound = l == 0 ? 1.0 / inputs : Math.sqrt(6.0 / inputs) / config.omega();
        weight.add(plan.parameter("W" + l, new Init.Uniform((float) bound), outputs, inputs));
        bias.add(plan.parameter("b" + l, Init.ofFanIn(inputs), outputs));
        if (l < config.depth()) {
          Init even = new Init.Uniform((float) Math.sqrt(6.0 / config.code()));
          shift.add(plan.parameter("M" + l, even, outputs, config.code()));
        }
      }
      codes = plan.parameter("codes", new Init.Constant(0), images, config.code());
      weights = Weights.initial(plan, manager, torch, seed);
      SortedMap<String, Tensor> drawn = weights.tensors();
      drawn.put("codes", new Tensor(List.of(images, config.code()), start));
      weights.load(drawn);
      AdamWConfig optimiser = new AdamWConfig(config.learningRate(), 0.9, 0.999, 1e-8, 0, false);
      adam = new AdamW(optimiser, manager, weights.values());
    }

    /**
     * Values at points of images.
     *
     * @param images numbers of the images, [batch]
     * @param rows for each point its image's place in the batch
     * @param at for each point its two coordinates
     * @return [points, channels]
     */
    NDArray values(Pass pass, int[] images, int[] rows, float[] at) {
      NDArray code = Rows.gather(pass.of(codes), pass.indices(images, images.length));
      NDArray h = pass.floats(at, rows.length, 2);
      NDArray image = pass.indices(rows, rows.length);
      for (int l = 0; l < config.depth(); l++) {
        NDArray moved = Rows.gather(linear(code, pass.of(shift.get(l)), null), image);
        NDArray phase = linear(h, pass.of(weight.get(l)), pass.of(bias.get(l)));
        h = pass.scaled(phase, config.omega()).add(moved).sin();
      }
      int top = config.depth();
      return linear(h, pass.of(weight.get(top)), pass.of(bias.get(top)));
    }

    private NDArray linear(NDArray x, NDArray matrix, NDArray offset) {
      return x.getNDArrayInternal().linear(x, matrix, offset).head();
    }
  }

  @Override
  public float[] predict(int layer, int[] images) {
    Layer own = layers.get(layer - 1);
    int count = own.grid.count();
    int[] rows = new int[images.length * count];
    float[] at = new float[2 * rows.length];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = r / count;
      at[2 * r] = own.grid.coordinates(0)[r % count];
      at[2 * r + 1] = own.grid.coordinates(1)[r % count];
    }
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass pass = Pass.evaluation(torch, manager, own.weights);
      return Tensors.withoutGradient(() -> own.values(pass, images, rows, at))
          .reshape(images.length, count, own.map.outputs())
          .transpose(0, 2, 1)
          .toType(DataType.FLOAT32, true)
          .toFloatArray();
    }
  }

  @Override
  public void learn(int layer, List<Sight> sights, int steps) {
    Layer own = layers.get(layer - 1);
    Seen seen = new Seen(own, sights);
    for (int step = 0; step < steps; step++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Pass[] pass = new Pass[1];
        Tensors.differentiate(
            () -> {
              pass[0] = Pass.training(torch, manager, own.weights);
              NDArray target = pass[0].floats(seen.values, seen.rows.length, own.map.outputs());
              NDArray values = own.values(pass[0], seen.images, seen.rows, seen.at);
              return values.sub(target).square().mean();
            });
        own.adam.step(own.weights.values(), pass[0].gradient(), config.learningRate(), 0.9);
      }
    }
  }

  /** Sights side by side. */
  private static final class Seen {
    private final int[] images;
    private final int[] rows;
    private final float[] at;
    private final float[] values;

    Seen(Layer layer, List<Sight> sights) {
      int points = sights.stream().mapToInt(sight -> sight.positions().length).sum();
      int channels = layer.map.outputs();
      images = new int[sights.size()];
      rows = new int[points];
      at = new float[2 * points];
      values = new float[points * channels];
      int row = 0;
      for (int b = 0; b < images.length; b++) {
        Sight sight = sights.get(b);
        images[b] = sight.image();
        int count = sight.positions().length;
        for (int i = 0; i < count; i++, row++) {
          rows[row] = b;
          at[2 * row] = layer.grid.coordinates(0)[sight.positions()[i]];
          at[2 * row + 1] = layer.grid.coordinates(1)[sight.positions()[i]];
          for (int c = 0; c < channels; c++) {
            values[row * channels + c] = sight.values()[c * count + i];
          }
        }
      }
    }
  }

  @Override
  public long parameters() {
    return layers.stream().mapToLong(layer -> layer.weights.values().size()).sum();
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
