package io.anchorage.learn.train;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.FeatureNormalisation;
import io.anchorage.cloud.augment.ArcMix;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.cloud.augment.Masking;
import io.anchorage.learn.Augmentations;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.optim.AdamWConfig;
import io.anchorage.learn.optim.ConstantRate;
import io.anchorage.learn.optim.OneCycle;
import io.anchorage.learn.optim.Schedule;
import io.anchorage.learn.point.PtV3Config;
import java.util.List;
import java.util.Optional;

/**
 * Everything that determines a trained model apart from the data.
 *
 * @param model the architecture
 * @param normalisation of features, by the statistics of the training split
 * @param augmentations of training batches, applied in this order to raw features
 * @param optimiser AdamW
 * @param schedule of its learning rate
 * @param clipNorm the largest Euclidean norm of all gradients together; 0 disables clipping
 * @param batch samples per step
 * @param epochs at most
 * @param patience epochs without a better validation accuracy before training stops; 0 disables
 *     this
 * @param validationShare of images held out for validation, in [0, 1)
 * @param seed of the split, the initialisation, the order and the augmentations
 */
public record TrainConfig(
    ModelConfig model,
    FeatureNormalisation normalisation,
    List<Augmentation> augmentations,
    AdamWConfig optimiser,
    Schedule schedule,
    double clipNorm,
    int batch,
    int epochs,
    int patience,
    double validationShare,
    long seed) {
  public TrainConfig {
    augmentations = List.copyOf(augmentations);
    check(clipNorm >= 0 && clipNorm < 1e9, "clipNorm must be at least 0", clipNorm);
    check(batch >= 1 && batch <= 1 << 20, "batch must be in 1 .. 2^20", batch);
    check(epochs >= 1, "epochs must be at least 1", epochs);
    check(patience >= 0, "patience must be at least 0", patience);
    check(
        validationShare >= 0 && validationShare < 1,
        "validationShare must be in [0, 1)",
        validationShare);
    Augmentation misplaced = Augmentations.misplaced(augmentations, model.takes()).orElse(null);
    check(
        misplaced == null,
        "augmentations must be of %s, which model %s takes"
            .formatted(model.takes().many(), model.kind()),
        misplaced);
    check(
        normalisation == FeatureNormalisation.NONE || !model.readsRawFeatures(),
        "normalisation must be none for model %s, which reads features in their own units"
            .formatted(model.kind()),
        normalisation);
    boolean mixedLast = true;
    for (int i = 0; i + 1 < augmentations.size(); i++) {
      mixedLast &= !augmentations.get(i).joins();
    }
    check(
        mixedLast,
        "augmentations may contain one that mixes samples only as the last one",
        augmentations);
  }

  /** Our PTv3, 30 epochs. */
  public static TrainConfig defaults() {
    return new TrainConfig(
        PtV3Config.defaults(),
        FeatureNormalisation.PER_DIM,
        List.of(),
        new AdamWConfig(3e-3, 0.9, 0.999, 1e-8, 0.01, false),
        new OneCycle(0.2, 10, 1000, false),
        10,
        128,
        30,
        0,
        0.1,
        1);
  }

  /**
   * As published for ARCs of Fashion-MNIST, with a model of {@link PtV3Config#arcPublished()}
   * sizes: constant learning rate 1e-3, weight decay 1e-3, batches of 1024, 300 epochs, a fifth for
   * validation, the best checkpoint.
   */
  public static TrainConfig arcPublished() {
    return new TrainConfig(
        PtV3Config.arcPublished(),
        FeatureNormalisation.PER_DIM,
        List.of(Masking.defaults(), new ArcMix(1, Compat.PUBLISHED)),
        AdamWConfig.defaults(),
        new ConstantRate(),
        0,
        1024,
        300,
        0,
        0.2,
        1);
  }

  /** A warning for users who train like this, as a sentence in lower case; empty if none. */
  public Optional<String> warning() {
    return model.ignoresUnitOrder() && normalisation == FeatureNormalisation.PER_DIM
        ? Optional.of(
            "normalisation per-dim gives each weight a scale of its own, so that the order of hidden"
                + " units means something to model %s; train.normalisation=per-layer keeps it free of that"
                    .formatted(model.kind()))
        : Optional.empty();
  }

  public Split split() {
    return new Split(seed, validationShare);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
