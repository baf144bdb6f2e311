package io.anchorage.learn.cnn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.TensorFile;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.cnn.AllCnn;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.train.CnnBatch;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.optim.TrainingStep;
import io.anchorage.learn.optim.TrainingStep.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Trains the network along random paths (He 2025, section 3.4): cross-entropy moves the network
 * (eq. 17), to which predictions are constants; what the paths computed moves the predictor (eq.
 * 16), to which it is a constant. Each forward pass draws new paths.
 *
 * <p>Over 300 lines, because a batch's step and all that it depends on are here.
 */
public final class PathTrainer implements AutoCloseable {
  /** Steps of a warm start on one batch's maps before the next batch's turn. */
  private static final int WARM_STRIDE = 10;

  private static final String EPOCHS = "epochs";
  private static final String PIXELS = "pixels";

  private final CnnTrainConfig config;
  private final PathConfig paths;
  private final List<LabelledImage> images;
  private final NDManager manager;
  private final AllCnn network;
  private final Weights weights;
  private final TrainingStep descent;
  private final OrdinaryMaps ordinary;
  private final MapPredictor predictor;
  private int epochs;
  private long pixels;

  /**
   * Prepares training without taking any step.
   *
   * @param images of the architecture's canvas, with labels of its classes; at least one
   * @throws UserException as {@link #requireUsable} says
   */
  public PathTrainer(
      Tensors torch,
      AllCnnConfig architecture,
      CnnTrainConfig config,
      PathConfig paths,
      List<LabelledImage> images) {
    requireUsable(architecture);
    this.config = config;
    this.paths = paths;
    this.images = new ArrayList<>(images);
    this.images.sort(Comparator.comparing(LabelledImage::id));
    this.manager = torch.newManager();
    ModelParameters plan = new ModelParameters();
    this.network = new AllCnn(architecture, plan);
    this.weights = Weights.initial(plan, manager, torch, config.seed());
    this.descent = new TrainingStep(torch, manager, weights, config.adam(), 0);
    this.ordinary = new OrdinaryMaps(torch, manager, network, weights, paths.last());
    this.predictor = predictor(torch, architecture);
  }

  /**
   * Checks that an architecture can be trained along paths.
   *
   * @throws UserException of kind CONFIG if its norm is not over channels, which a single
   *     activation needs
   */
  public static void requireUsable(AllCnnConfig architecture) {
    if (architecture.layerNorm() != AllCnnConfig.NormAxes.CHANNELS) {
      throw new UserException(
          Kind.CONFIG,
          "network.layer-norm must be channels for single activations along paths; it is"
              + " channels-height-width");
    }
  }

  private MapPredictor predictor(Tensors torch, AllCnnConfig architecture) {
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

  /** The predictor; its state belongs to this trainer. */
  public MapPredictor predictor() {
    return predictor;
  }

  /** The network as it is now. */
  public CnnCheckpoint checkpoint() {
    return CnnCheckpoint.trained(network.config(), weights, epochs, config.seed());
  }

  /** Epochs taken so far, those before a {@link #restore} included. */
  public int epochs() {
    return epochs;
  }

  /** The images in the order of their numbers: that of their ids. */
  public List<LabelledImage> images() {
    return Collections.unmodifiableList(images);
  }

  /**
   * A part of all that the rest of the training depends on, as it is after an epoch. Its arrays may
   * be the training's own: encode them before its next step.
   *
   * @param part 0 for the network, else the layer whose predictions it concerns, up to the config's
   *     last
   */
  public TensorFile state(int part) {
    if (part > 0) {
      return predictor.state(part);
    }
    TensorFile step = descent.snapshot();
    SortedMap<String, String> notes = new TreeMap<>(step.metadata());
    notes.put(EPOCHS, Integer.toString(epochs));
    notes.put(PIXELS, Long.toString(pixels));
    return new TensorFile(step.tensors(), notes);
  }

  /**
   * Goes on where a training of the same configs and images was; all parts have to be restored
   * before {@link #train}, which then takes the remaining epochs, as if it had never stopped.
   *
   * @throws IllegalArgumentException in one line, if the state is of another training, or damaged
   */
  public void restore(int part, TensorFile state) {
    if (part > 0) {
      predictor.restore(part, state);
      return;
    }
    descent.restore(state);
    epochs = Integer.parseInt(state.metadata().get(EPOCHS));
    pixels = Long.parseLong(state.metadata().get(PIXELS));
  }

  /**
   * Runs the warm start, then all epochs; after a {@link #restore}, those that are left.
   *
   * @return one entry per epoch run
   * @throws CancellationException if the listener stops it
   * @throws UserException of kind CONFIG if the loss is no longer finite
   */
  public List<PathEpoch> train(PathListener listener) {
    if (epochs == 0) {
      warmUp(listener);
    }
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
        List<float[]> maps = ordinary.of(arranged(batch));
        for (int layer = 1; layer <= paths.last(); layer++) {
          float[] values = maps.get(layer - 1);
          predictor.learn(layer, PartialMap.whole(batch, positions(layer), values), steps);
        }
        tell(listener, batch);
      }
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
        psnr = OrdinaryMaps.psnr(ordinary.of(arranged(batch)), predicted, batch.length);
      }
      Step step = step(batch, predicted);
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
      throw new CancellationException("the training along paths was cancelled");
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
    int[] right = new int[1];
    double loss =
        descent.take(
            pass -> {
              List<NDArray> maps = constants(pass, predicted, batch.length);
              PathForward.Outcome outcome = forward.run(pass, arranged.images(pass), maps);
              return new Loss<>(arranged.crossEntropy(pass, outcome.logits()), outcome);
            },
            outcome -> {
              teach(batch, forward, outcome);
              right[0] = arranged.right(floats(outcome.logits()));
            });
    config.requireFinite(loss, epochs + 1);
    return new Step(loss, right[0]);
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
      List<PartialMap> seen =
          PartialMap.atNodes(batch, positions(layer), forward.nodes(layer), values);
      predictor.learn(layer, seen, paths.steps());
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
