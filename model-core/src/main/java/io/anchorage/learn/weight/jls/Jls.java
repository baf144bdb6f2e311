package io.anchorage.learn.weight.jls;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;

/**
 * The model of {@link JlsConfig}: code, latent images by learnt seeds, classifier, decoder. Each of
 * the six latent images is a sample that carries the label; a network's logits are the mean of its
 * six.
 */
final class Jls implements WeightModel {
  /** Width of the layer that makes the latents. */
  private static final int HIDDEN = 1024;

  private final JlsConfig config;
  private final MlpShape shape;
  private final LayerEncoder encoder;
  private final Parameter seeds;
  private final Linear ofSeed;
  private final Linear ofCode;
  private final Linear latents;
  private final ViewClassifier classifier;
  private final ViewDecoder decoder;

  Jls(JlsConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    this.encoder = new LayerEncoder(plan, shape, config);
    int tokens = Orientations.COUNT * config.side() * config.side();
    this.seeds = plan.parameter("generator.seeds", new Init.Normal(1), tokens, config.units());
    this.ofSeed = Linear.of(plan, "generator.seed", config.units(), HIDDEN);
    this.ofCode =
        Linear.withoutBias(plan, "generator.code", shape.outputs() * config.units(), HIDDEN);
    this.latents = Linear.of(plan, "generator.latent", HIDDEN, config.channels());
    this.classifier = new ViewClassifier(plan, config, classes);
    this.decoder =
        config.reconstruction() > 0
            ? new ViewDecoder(plan, config.channels(), shape.outputs())
            : null;
  }

  @Override
  public long numbers(FieldView view) {
    long tokens = (long) Orientations.COUNT * config.side() * config.side();
    return Math.max(shape.parameters() * encoder.widest(), tokens * HIDDEN);
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> {
      NDArray images = latentImages(pass, rows);
      return perNetwork(classifier.logits(pass, images, Dropout.none(), Dropout.none()));
    };
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = LayerTensors.rows(views);
    float[] targets = decoder == null ? null : new Orientations(shape, 4 * config.side()).of(views);
    return new TrainingBatch(rows, targets, draws);
  }

  /** A batch whose loss includes the images. */
  private final class TrainingBatch implements Batch {
    private final float[] rows;
    private final float[] targets;
    private final Philox draws;

    TrainingBatch(float[] rows, float[] targets, Philox draws) {
      this.rows = rows;
      this.targets = targets;
      this.draws = draws;
    }

    @Override
    public NDArray logits(Pass pass) {
      return perNetwork(ofViews(pass, latentImages(pass, rows)));
    }

    private NDArray ofViews(Pass pass, NDArray images) {
      Dropout between = Dropout.of(config.dropout(), draws);
      return classifier.logits(pass, images, between, between.atRate(config.headDropout()));
    }

    @Override
    public Objective objective(Pass pass, float[] truth) {
      NDArray images = latentImages(pass, rows);
      NDArray logits = ofViews(pass, images);
      int classes = Math.toIntExact(logits.size(1));
      NDArray loss = CrossEntropy.mean(pass, logits, eachView(truth, classes));
      if (decoder != null) {
        NDArray drawn = decoder.images(pass, images);
        NDArray off = drawn.sub(pass.floats(targets, drawn.getShape().getShape()));
        loss = loss.add(pass.scaled(off.mul(off).mean(), config.reconstruction()));
      }
      return new Objective(loss, perNetwork(logits));
    }
  }

  /** [networks * orientations, channels, side, side]. */
  private NDArray latentImages(Pass pass, float[] rows) {
    NDArray code = encoder.code(pass, LayerTensors.of(pass, shape, rows));
    NDArray hidden =
        ofSeed
            .apply(pass, pass.of(seeds))
            .expandDims(0)
            .add(ofCode.apply(pass, code).expandDims(1))
            .getNDArrayInternal()
            .relu();
    int side = config.side();
    return latents
        .apply(pass, hidden)
        .reshape(-1, side, side, config.channels())
        .transpose(0, 3, 1, 2);
  }

  private static NDArray perNetwork(NDArray logits) {
    return logits.reshape(-1, Orientations.COUNT, logits.size(1)).mean(new int[] {1});
  }

  private static float[] eachView(float[] truth, int classes) {
    float[] repeated = new float[truth.length * Orientations.COUNT];
    for (int i = 0; i < repeated.length; i++) {
      int network = i / (classes * Orientations.COUNT);
      repeated[i] = truth[network * classes + i % classes];
    }
    return repeated;
  }
}
