package io.anchorage.kernel;

import io.anchorage.kernel.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A small MLP with random parameters and a random target: what kernel tests run on. */
final class MlpProblem {
  static final float OMEGA = 30f;

  final MlpShape shape;
  final MlpPoints points;
  final float[] target;
  final float[] parameters;

  private MlpProblem(MlpShape shape, MlpPoints points) {
    this.shape = shape;
    this.points = points;
    this.target = uniform(7, shape.outputs() * points.count(), 1f);
    this.parameters = new float[shape.parameters()];
    for (int l = 0; l < shape.layers(); l++) {
      float bound = l == 0 ? 0.5f : (float) Math.sqrt(6.0 / shape.fanIn(l)) / OMEGA;
      if (shape.activation() instanceof Gabor || shape.activation() instanceof Filtered) {
        bound = 0.5f;
      }
      float[] drawn = uniform(20 + l, shape.biases(l) + shape.fanOut(l) - shape.weights(l), bound);
      System.arraycopy(drawn, 0, parameters, shape.weights(l), drawn.length);
    }
    float[] learnt = uniform(40, shape.mapping().parameters(), 0.7f);
    System.arraycopy(learnt, 0, parameters, shape.learnt(), learnt.length);
  }

  static MlpShape shape(int inputs, int width, int depth, int outputs) {
    return new MlpShape(
        new InputMapping.Identity(inputs),
        width,
        depth,
        outputs,
        new Sine(omegas(depth)),
        outputs == 1 ? 0.5f : 0f);
  }

  private static List<Float> omegas(int depth) {
    return Collections.nCopies(depth, OMEGA);
  }

  /** Random points. */
  static MlpProblem scattered(int count, int width, int depth, int outputs) {
    float[][] coordinates = {uniform(3, count, 1f), uniform(4, count, 1f)};
    return new MlpProblem(shape(2, width, depth, outputs), MlpPoints.list(coordinates));
  }

  /** A full grid; the network's inputs run along the axes in reverse order. */
  static MlpProblem grid(int width, int depth, int outputs, int... extents) {
    float[][] axes = new float[extents.length][];
    int[] inputOfAxis = new int[extents.length];
    for (int a = 0; a < extents.length; a++) {
      axes[a] = axis(extents[a]);
      inputOfAxis[a] = extents.length - 1 - a;
    }
    return new MlpProblem(
        shape(extents.length, width, depth, outputs), MlpPoints.grid(axes, inputOfAxis));
  }

  /** The same problem with FINER in the place of the sine. */
  MlpProblem finer(boolean detached) {
    return with(new Finer(omegas(shape.depth()), detached));
  }

  /** The same problem with rectifiers in the place of the sine. */
  MlpProblem relu() {
    return with(new Relu(shape.depth()));
  }

  /** The same problem with hyperbolic tangents in the place of the sine. */
  MlpProblem tanh() {
    return with(new Tanh(shape.depth()));
  }

  /** The same problem with Gaussian units in the place of the sine. */
  MlpProblem gauss() {
    return with(new Gauss(Collections.nCopies(shape.depth(), 3f)));
  }

  /** The same problem with waves in windows in the place of the sine. */
  MlpProblem gabor(Gabor.Form form) {
    List<Float> omegas = Collections.nCopies(shape.depth(), 5f);
    return with(new Gabor(form, omegas, Collections.nCopies(shape.depth(), 2f)));
  }

  /** The same problem with sines and cosines of the coordinates in the place of these. */
  MlpProblem waves(int count, boolean kept) {
    int coordinates = shape.mapping().coordinates();
    List<Float> frequencies = new ArrayList<>();
    for (float frequency : uniform(11, count * coordinates, 4f)) {
      frequencies.add(frequency);
    }
    return on(new Waves(coordinates, kept, frequencies));
  }

  /** The same problem with scaled and shifted coordinates. */
  MlpProblem affine() {
    return on(new Affine(shape.mapping().coordinates(), 1.7f, -0.3f));
  }

  /** The same problem on learnt features. */
  MlpProblem grids(int each, Integer... extents) {
    List<List<Integer>> all = new ArrayList<>();
    for (int extent : extents) {
      all.add(Collections.nCopies(shape.mapping().coordinates(), extent));
    }
    return on(new Grids(all, each));
  }

  /** A multiplicative filter network of the same sizes. */
  MlpProblem filters(boolean windowed) {
    InputMapping filters =
        new Filters(shape.mapping().coordinates(), shape.width(), shape.depth() + 1, windowed);
    return with(new Filtered(shape.depth())).on(filters);
  }

  private MlpProblem on(InputMapping mapping) {
    return new MlpProblem(
        new MlpShape(
            mapping,
            shape.width(),
            shape.depth(),
            shape.outputs(),
            shape.activation(),
            shape.outputOffset()),
        points);
  }

  private MlpProblem with(Activation activation) {
    return new MlpProblem(
        new MlpShape(
            shape.mapping(),
            shape.width(),
            shape.depth(),
            shape.outputs(),
            activation,
            shape.outputOffset()),
        points);
  }

  /** The target as kernels take it. */
  float[] laidTarget() {
    return points.lay(target, shape.outputs());
  }

  /** The same problem with its points as a list. */
  MlpProblem asList() {
    float[][] coordinates = new float[points.inputs()][];
    for (int k = 0; k < coordinates.length; k++) {
      coordinates[k] = points.coordinates(k);
    }
    return new MlpProblem(shape, MlpPoints.list(coordinates));
  }

  /**
   * Parameters after some steps of Adam, then the last loss, the last gradient, and the outputs.
   */
  float[] run(Kernels kernels, int steps) {
    return run(kernels.mlp(shape), kernels, steps);
  }

  float[] run(MlpKernel kernel, Kernels kernels, int steps) {
    AdamState adam = new AdamState(shape.parameters(), 1e-3f, 0.9f, 0.999f, 1e-8f);
    float[] p = parameters.clone();
    float[] gradient = new float[p.length];
    float loss = Float.NaN;
    for (int t = 0; t < steps; t++) {
      loss = kernel.gradient(points, laidTarget(), p, gradient);
      kernels.adam(adam, p, gradient);
    }
    float[] outputs = new float[shape.outputs() * points.count()];
    kernel.evaluate(points, p, outputs);
    float[] all = Arrays.copyOf(p, 2 * p.length + 1 + outputs.length);
    System.arraycopy(gradient, 0, all, p.length, p.length);
    all[2 * p.length] = loss;
    System.arraycopy(outputs, 0, all, 2 * p.length + 1, outputs.length);
    return all;
  }

  static float[] axis(int extent) {
    float[] axis = new float[extent];
    for (int i = 0; i < extent; i++) {
      axis[i] = extent == 1 ? 0f : -1f + 2f * i / (extent - 1);
    }
    return axis;
  }

  static float[] uniform(long key, int size, float bound) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -bound, bound);
    return out;
  }
}
