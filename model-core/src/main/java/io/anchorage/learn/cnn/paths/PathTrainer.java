package io.anchorage.learn.cnn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.cnn.AllCnn;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.paths.MapPredictor.Sight;
import io.anchorage.learn.cnn.train.CnnBatch;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.optim.AdamW;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Trains the network along random paths (He 2025, section 3.4): cross-entropy moves the network
 * (eq. 17), for which predictions are constants; what the paths computed moves the predictor (eq.
 * 16), for which it is a constant. Each forward pass draws new paths.
 */
public final class PathTrainer implements AutoCloseable {
  /** Steps of a warm start on one batch's maps, before the next batch's turn. */
  private static final int WARM_STRIDE = 10;

  private final Tensors torch;
  private final CnnTrainConfig config;
  private final PathConfig paths;
  private final List<LabelledImage> images;
  private final NDManager manager;
  private final AllCnn network;
  private final Weights weights;
  private final AdamW optimiser;
  private final MapPredictor predictor;
  private int epochs;
  private long pixels;

  /**
   * Begins a training; no step is taken yet.
   *
   * @param images of the architecture's canvas, with labels of its classes; at least one
   * @throws UserException of kind CONFIG if the architecture's norm is not over channels
   */
  public PathTrainer(
      Tensors torch,
      AllCnnConfig architecture,
      CnnTrainConfig config,
      PathConfig paths,
      List<LabelledImage> images) {
    if (architecture.layerNorm() != AllCnnConfig.NormAxes.CHANNELS) {
      throw new UserException(
          Kind.CONFIG,
          "network.layer-norm must be channels, for single activations along paths: it is"
              + " channels-height-width");
    }
    this.torch = torch;
    this.config = config;
    this.paths = paths;
    this.images = new ArrayList<>(images);
    this.images.sort(Comparator.comparing(LabelledImage::id));
    this.manager = torch.newManager();
    ModelParameters plan = new ModelParameters();
    this.network = new AllCnn(architecture, plan);
    this.weights = Weights.initial(plan, manager, torch, config.seed());
    this.optimiser = new AdamW(config.adam(), manager, weights.values());
    this.predictor = predictor(architecture);
  }

  private MapPredictor predictor(AllCnnConfig architecture) {
    PredictorConfig chosen = paths.predictor();
    return switch (chosen.kind()) {
      case PER_IMAGE ->
          new ImageSirens(
              architecture,
              paths.last(),
              chosen,
              images.stream().map(LabelledImage::id).toList(),
              config.seed());
      case SHARED ->
          new SharedSirens(torch, architecture, paths.last(), chosen, images, config.seed());
      case NONE -> new NoPrediction(architecture);
    };
  }

  /** What predicts; its state is the training's own. */
  public MapPredictor predictor() {
    return predictor;
  }

  /** The network as it is now. */
  public CnnCheckpoint checkpoint() {
    TreeMap<String, String> about = new TreeMap<>();
    about.put("epochs", Integer.toString(epochs));
    about.put("seed", Long.toString(config.seed()));
    return new CnnCheckpoint(network.config(), weights.tensors(), about);
  }

  /**
   * Takes all epochs, after the warm start.
   *
   * @return one entry an epoch
   * @throws CancellationException if the listener gives up
   * @throws UserException of kind CONFIG if the loss leaves the finite numbers
   */
  public List<PathEpoch> train(PathListener listener) {
    warmUp(listener);
    List<PathEpoch> history = new ArrayList<>();
    while (epochs < config.epochs()) {
      history.add(epoch(listener));
      listener.onEpoch(history.get(history.size() - 1), this::checkpoint);
    }
    return history;
  }

  private void warmUp(PathListener listener) {
    int stride = paths.predictor().kind() == PredictorConfig.Kind.PER_IMAGE ? WARM_STRIDE : 1;
    for (int done = 0; done < paths.warmStart(); done += stride) {
      int steps = Math.min(stride, paths.warmStart() - done);
      for (int[] batch : batches(-1 - done)) {
        List<float[]> maps = maps(batch);
        for (int layer = 1; layer <= paths.last(); layer++) {
          predictor.learn(layer, whole(batch, maps.get(layer - 1), layer), steps);
        }
        tell(listener, batch);
      }
    }
  }

  private List<Sight> whole(int[] batch, float[] maps, int layer) {
    int size = network.config().layer(layer).size();
    int side = network.config().layer(layer).side();
    int[] all = new int[side * side];
    Arrays.setAll(all, p -> p);
    List<Sight> sights = new ArrayList<>();
    for (int b = 0; b < batch.length; b++) {
      sights.add(new Sight(batch[b], all, Arrays.copyOfRange(maps, b * size, (b + 1) * size)));
    }
    return sights;
  }

  /** The maps of the ordinary forward pass, for each layer [batch][channels][positions]. */
  private List<float[]> maps(int[] batch) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass pass = Pass.evaluation(torch, manager, weights);
      CnnBatch arranged = arranged(batch);
      List<float[]> maps = new ArrayList<>();
      Tensors.withoutGradient(
          () -> {
            NDArray map = arranged.images(pass);
            for (int layer = 1; layer <= paths.last(); layer++) {
              map = network.layer(pass, layer, map);
              maps.add(floats(map));
            }
            return map;
          });
      return maps;
    }
  }

  private CnnBatch arranged(int[] batch) {
    return CnnBatch.of(network.config(), Arrays.stream(batch).mapToObj(images::get).toList());
  }

  private List<int[]> batches(int epoch) {
    Philox draws = new Seeds(config.seed(), "epoch", epoch).stream("order");
    int[] order = Permutation.of(images.size(), draws);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += config.batch()) {
      batches.add(Arrays.copyOfRange(order, from, Math.min(order.length, from + config.batch())));
    }
    return batches;
  }

  private PathEpoch epoch(PathListener listener) {
    long start = System.nanoTime();
    double loss = 0;
    long right = 0;
    List<Double> psnr = List.of();
    List<int[]> batches = batches(epochs + 1);
    for (int[] batch : batches) {
      List<float[]> predicted = predictions(batch);
      if (batch == batches.get(batches.size() - 1)) {
        psnr = psnr(predicted, maps(batch), batch.length);
      }
      Step step = step(batch, predicted);
      requireFinite(step.loss());
      loss += step.loss() * batch.length;
      right += step.right();
      tell(listener, batch);
    }
    epochs++;
    double seconds = (System.nanoTime() - start) / 1e9;
    double count = images.size();
    return new PathEpoch(epochs, pixels, loss / count, right / count, psnr, seconds);
  }

  private void tell(PathListener listener, int[] batch) {
    listener.onBatch(epochs + 1, batch.length);
    if (listener.stops()) {
      throw new CancellationException("the training along paths was called off");
    }
  }

  private List<float[]> predictions(int[] batch) {
    List<float[]> predicted = new ArrayList<>();
    for (int layer = 1; layer <= paths.last(); layer++) {
      float[] maps = predictor.predict(layer, batch);
      if (paths.rectify()) {
        for (int k = 0; k < maps.length; k++) {
          maps[k] = Math.max(0f, maps[k]);
        }
      }
      predicted.add(maps);
    }
    return predicted;
  }

  private record Step(double loss, int right) {}

  private Step step(int[] batch, List<float[]> predicted) {
    PathForward forward = new PathForward(network, draw(batch), paths.patch());
    pixels += forward.pixelsSeen();
    CnnBatch arranged = arranged(batch);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass[] pass = new Pass[1];
      PathForward.Outcome[] outcome = new PathForward.Outcome[1];
      NDArray[] loss = new NDArray[1];
      Tensors.differentiate(
          () -> {
            pass[0] = Pass.training(torch, manager, weights);
            List<NDArray> maps = constants(pass[0], predicted, batch.length);
            outcome[0] = forward.run(pass[0], arranged.images(pass[0]), maps);
            loss[0] = arranged.crossEntropy(pass[0], outcome[0].logits());
            return loss[0];
          });
      double rate = config.adam().learningRate();
      optimiser.step(weights.values(), pass[0].gradient(), rate, config.adam().beta1());
      teach(batch, forward, outcome[0]);
      return new Step(
          loss[0].toType(DataType.FLOAT64, true).getDouble(),
          arranged.right(floats(outcome[0].logits())));
    }
  }

  private List<RandomPaths> draw(int[] batch) {
    List<RandomPaths> drawn = new ArrayList<>();
    for (int image : batch) {
      Philox draws = new Seeds(config.seed(), images.get(image).id(), epochs + 1).stream("paths");
      drawn.add(RandomPaths.draw(network.config(), paths.last(), paths.paths(), draws));
    }
    return drawn;
  }

  private List<NDArray> constants(Pass pass, List<float[]> predicted, int batch) {
    List<NDArray> maps = new ArrayList<>();
    for (int layer = 1; layer <= predicted.size(); layer++) {
      int channels = network.config().layer(layer).outputs();
      maps.add(pass.floats(predicted.get(layer - 1), batch, channels, positions(layer)));
    }
    return maps;
  }

  private int positions(int layer) {
    int side = network.config().layer(layer).side();
    return side * side;
  }

  private void teach(int[] batch, PathForward forward, PathForward.Outcome outcome) {
    if (paths.steps() == 0) {
      return;
    }
    for (int layer = 1; layer <= paths.last(); layer++) {
      float[] values = floats(outcome.nodes().get(layer - 1).stopGradient());
      predictor.learn(layer, sights(batch, layer, forward.nodes(layer), values), paths.steps());
    }
  }

  private List<Sight> sights(int[] batch, int layer, int[] nodes, float[] values) {
    int channels = network.config().layer(layer).outputs();
    List<Sight> sights = new ArrayList<>();
    int from = 0;
    for (int b = 0; b < batch.length; b++) {
      int to = from;
      while (to < nodes.length && nodes[to] / positions(layer) == b) {
        to++;
      }
      int count = to - from;
      int[] at = new int[count];
      float[] turned = new float[channels * count];
      for (int i = 0; i < count; i++) {
        at[i] = nodes[from + i] % positions(layer);
        for (int c = 0; c < channels; c++) {
          turned[c * count + i] = values[(from + i) * channels + c];
        }
      }
      sights.add(new Sight(batch[b], at, turned));
      from = to;
    }
    return sights;
  }

  private static List<Double> psnr(List<float[]> predicted, List<float[]> maps, int batch) {
    List<Double> means = new ArrayList<>();
    for (int layer = 0; layer < maps.size(); layer++) {
      float[] ours = predicted.get(layer);
      float[] truth = maps.get(layer);
      int size = truth.length / batch;
      double sum = 0;
      for (int b = 0; b < batch; b++) {
        sum += MapPsnr.of(truth, ours, b * size, (b + 1) * size);
      }
      means.add(sum / batch);
    }
    return means;
  }

  private void requireFinite(double loss) {
    if (!Double.isFinite(loss)) {
      throw new UserException(
          Kind.CONFIG,
          "The network's loss is %s in epoch %d; lower its adam.learning-rate (%s)"
              .formatted(loss, epochs + 1, config.adam().learningRate()));
    }
  }

  private static float[] floats(NDArray array) {
    return array.toType(DataType.FLOAT32, true).toFloatArray();
  }

  @Override
  public void close() {
    predictor.close();
    manager.close();
  }
}
