package io.anchorage.learn.cnn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Rows;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A SIREN whose phases each image shifts by its own code z: {@code h_(l+1) = sin(omega (W_l h_l +
 * b_l) + M_l z)}. W and b start as the family draws them, M uniform on +-sqrt(6 / code).
 */
final class SharedSiren {
  private static final String CODES = "codes";

  private final PredictorConfig config;
  private final MlpShape shape;
  private final List<Parameter> weight = new ArrayList<>();
  private final List<Parameter> bias = new ArrayList<>();
  private final List<Parameter> shift = new ArrayList<>();
  private final Parameter codes;
  private final Weights weights;

  /**
   * @param start of the codes, [images][code]
   * @param seed of this SIREN alone
   */
  SharedSiren(
      Tensors torch,
      NDManager manager,
      PredictorConfig config,
      int channels,
      float[] start,
      long seed) {
    this.config = config;
    this.shape = MlpGeometry.shape(config.siren(), 2, channels);
    int images = start.length / config.code();
    ModelParameters plan = new ModelParameters();
    Init zero = new Init.Constant(0);
    Init even = new Init.Uniform((float) Math.sqrt(6.0 / config.code()));
    for (int l = 0; l < shape.layers(); l++) {
      weight.add(plan.parameter("W" + l, zero, shape.fanOut(l), shape.fanIn(l)));
      bias.add(plan.parameter("b" + l, zero, shape.fanOut(l)));
      if (l < shape.depth()) {
        shift.add(plan.parameter("M" + l, even, shape.fanOut(l), config.code()));
      }
    }
    codes = plan.parameter(CODES, zero, images, config.code());
    weights = Weights.initial(plan, manager, torch, seed);
    SortedMap<String, Tensor> drawn = weights.tensors();
    drawn.putAll(siren(seed));
    drawn.put(CODES, new Tensor(List.of(images, config.code()), start));
    weights.load(drawn);
  }

  /** Arrays of the family's start, by name. */
  private SortedMap<String, Tensor> siren(long seed) {
    float[] start = config.siren().start(shape, purpose -> stream(seed, purpose));
    SortedMap<String, Tensor> arrays = new TreeMap<>();
    for (int l = 0; l < shape.layers(); l++) {
      int biases = shape.biases(l);
      int end = biases + shape.fanOut(l);
      // All of a layer's weights are drawn alike, so they may be read as [fan out, fan in].
      arrays.put(
          "W" + l,
          new Tensor(
              List.of(shape.fanOut(l), shape.fanIn(l)),
              Arrays.copyOfRange(start, shape.weights(l), biases)));
      arrays.put(
          "b" + l, new Tensor(List.of(shape.fanOut(l)), Arrays.copyOfRange(start, biases, end)));
    }
    return arrays;
  }

  /** The stream that {@link Weights} draws a parameter of this name from. */
  private static Philox stream(long seed, String purpose) {
    String name = purpose.replace("siren/weights/", "W").replace("siren/biases/", "b");
    return new Seeds(seed, name, 0).stream("parameter");
  }

  /** All that is learned. */
  Weights weights() {
    return weights;
  }

  /**
   * Values at points of images.
   *
   * @param images numbers of the images, [batch]
   * @param rows each point's image, by its place in the batch
   * @param at each point's two coordinates
   * @return [points, channels]
   */
  NDArray values(Pass pass, int[] images, int[] rows, float[] at) {
    NDArray code = Rows.gather(pass.of(codes), pass.indices(images, images.length));
    NDArray h = pass.floats(at, rows.length, 2);
    NDArray image = pass.indices(rows, rows.length);
    for (int l = 0; l < shape.depth(); l++) {
      NDArray moved = Rows.gather(linear(code, pass.of(shift.get(l)), null), image);
      NDArray phase = linear(h, pass.of(weight.get(l)), pass.of(bias.get(l)));
      h = pass.scaled(phase, config.omega()).add(moved).sin();
    }
    int top = shape.depth();
    return linear(h, pass.of(weight.get(top)), pass.of(bias.get(top)));
  }

  private static NDArray linear(NDArray x, NDArray matrix, NDArray offset) {
    return x.getNDArrayInternal().linear(x, matrix, offset).head();
  }
}
