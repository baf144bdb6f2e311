package io.anchorage.learn.cnn.train;

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
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.optim.TrainingStep;
import io.anchorage.learn.optim.TrainingStep.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Trains the network on labelled images: cross-entropy, Adam, the images in a new order in each
 * epoch. The result depends on the configs, the images and the machine's arithmetic, not on the
 * order in which images are given.
 */
public final class CnnTrainer implements AutoCloseable {
  private static final String EPOCHS = "epochs";

  private final CnnTrainConfig config;
  private final List<LabelledImage> images;
  private final NDManager manager;
  private final AllCnn network;
  private final Weights weights;
  private final TrainingStep descent;
  private int epochs;

  /**
   * Prepares training without taking any step.
   *
   * @param images of the architecture's canvas, with labels of its classes; at least one
   */
  public CnnTrainer(
      Tensors torch, AllCnnConfig architecture, CnnTrainConfig config, List<LabelledImage> images) {
    this.config = config;
    this.images = new ArrayList<>(images);
    this.images.sort(Comparator.comparing(LabelledImage::id));
    requireUsable(architecture);
    this.manager = torch.newManager();
    ModelParameters plan = new ModelParameters();
    this.network = new AllCnn(architecture, plan);
    this.weights = Weights.initial(plan, manager, torch, config.seed());
    this.descent = new TrainingStep(torch, manager, weights, config.adam(), 0);
  }

  private void requireUsable(AllCnnConfig architecture) {
    if (images.isEmpty()) {
      throw new UserException(Kind.INPUT, "There are no images to train the network on");
    }
    int size = architecture.inputs() * architecture.side() * architecture.side();
    for (LabelledImage image : images) {
      if (image.canvas().length != size) {
        throw new IllegalArgumentException(
            "Canvas of %s has %d numbers, the network takes %d"
                .formatted(image.id(), image.canvas().length, size));
      }
      if (image.label() < 0 || image.label() >= architecture.classes()) {
        throw new UserException(
            Kind.INPUT,
            "Image %s has label %d, the network has classes 0 .. %d; set its classes"
                .formatted(image.id(), image.label(), architecture.classes() - 1));
      }
    }
  }

  /**
   * Runs all epochs; after a {@link #restore}, those that are left. The listener is told of epoch 0
   * unless that is past.
   *
   * @return one entry per epoch run
   * @throws CancellationException if the listener stops it
   * @throws UserException of kind CONFIG if the loss is no longer finite
   */
  public List<CnnEpoch> train(CnnListener listener) {
    if (epochs == 0) {
      listener.onEpoch(new CnnEpoch(0, 0, Double.NaN, Double.NaN, 0), this::checkpoint);
    }
    List<CnnEpoch> history = new ArrayList<>();
    while (epochs < config.epochs()) {
      history.add(epoch(listener));
      listener.onEpoch(history.get(history.size() - 1), this::checkpoint);
    }
    return history;
  }

  /** Epochs taken so far, those before a {@link #restore} included. */
  public int epochs() {
    return epochs;
  }

  /** All that the rest of the training depends on, as it is after an epoch. */
  public TensorFile state() {
    TensorFile step = descent.snapshot();
    SortedMap<String, String> notes = new TreeMap<>(step.metadata());
    notes.put(EPOCHS, Integer.toString(epochs));
    return new TensorFile(step.tensors(), notes);
  }

  /**
   * Goes on where a training of the same configs and images was: {@link #train} then takes the
   * remaining epochs, as if it had never stopped.
   *
   * @throws IllegalArgumentException in one line, if the state is of another training, or damaged
   */
  public void restore(TensorFile state) {
    descent.restore(state);
    epochs = Integer.parseInt(state.metadata().get(EPOCHS));
  }

  /** The network as it is now. */
  public CnnCheckpoint checkpoint() {
    return CnnCheckpoint.trained(network.config(), weights, epochs, config.seed());
  }

  private CnnEpoch epoch(CnnListener listener) {
    Sums sums = new Sums();
    List<LabelledImage> order = shuffled(epochs + 1);
    for (int from = 0; from < order.size(); from += config.batch()) {
      step(order.subList(from, Math.min(order.size(), from + config.batch())), sums);
      listener.onBatch(progress(sums));
      if (listener.stops()) {
        throw new CancellationException("the network's training was cancelled");
      }
    }
    epochs++;
    return new CnnEpoch(
        epochs, descent.optimiser().steps(), sums.meanLoss(), sums.accuracy(), sums.seconds());
  }

  private List<LabelledImage> shuffled(int epoch) {
    Philox draws = new Seeds(config.seed(), "epoch", epoch).stream("order");
    return Arrays.stream(Permutation.of(images.size(), draws)).mapToObj(images::get).toList();
  }

  private void step(List<LabelledImage> batch, Sums sums) {
    CnnBatch arranged = CnnBatch.of(network.config(), batch);
    double loss =
        descent.take(
            pass -> {
              NDArray logits = network.logits(pass, arranged.images(pass));
              return new Loss<>(arranged.crossEntropy(pass, logits), logits);
            },
            logits ->
                sums.right += arranged.right(logits.toType(DataType.FLOAT32, true).toFloatArray()));
    config.requireFinite(loss, epochs + 1);
    sums.images += batch.size();
    sums.loss += loss * batch.size();
  }

  private CnnProgress progress(Sums sums) {
    double speed = sums.images / sums.seconds();
    double left = (double) images.size() * (config.epochs() - epochs) - sums.images;
    return new CnnProgress(
        epochs + 1, config.epochs(), sums.meanLoss(), sums.accuracy(), speed, left / speed);
  }

  /** Sums over the batches of an epoch. */
  private static final class Sums {
    private final long start = System.nanoTime();
    private long images;
    private long right;
    private double loss;

    double meanLoss() {
      return loss / images;
    }

    double accuracy() {
      return (double) right / images;
    }

    double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
