package io.anchorage.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.cloud.Compat;
import io.anchorage.cloud.FeatureNormalisation;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.augment.ArcMix;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.cloud.augment.Masking;
import io.anchorage.cloud.augment.Noise;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.optim.AdamWConfig;
import io.anchorage.learn.optim.OneCycle;
import io.anchorage.learn.point.CloudModelConfig;
import io.anchorage.learn.point.PtV1Config;
import io.anchorage.learn.point.PtV3Config;
import io.anchorage.learn.point.SetMlpConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A training learns, resumes, stops and refuses as it promises.
 *
 * <p>Over 300 lines, because its cases share one small dataset and its models.
 */
class TrainerTest {
  private static final Tensors TORCH = Tensors.load();

  @TempDir private Path directory;

  static List<CloudModelConfig> pointModels() {
    return List.of(
        ptv3(),
        new PtV1Config(List.of(16, 32), List.of(1, 2), List.of(1, 1), List.of(8, 8), 4, 1),
        new SetMlpConfig(List.of(32, 64), 32, 1, 10));
  }

  private static PtV3Config ptv3() {
    return new PtV3Config(
        List.of(1, 1),
        List.of(16, 16),
        List.of(2, 2),
        8,
        2,
        0.1,
        1,
        true,
        10,
        true,
        true,
        Compat.NONE);
  }

  @ParameterizedTest
  @MethodSource("pointModels")
  void two_hundred_clouds_are_learned_by_heart(CloudModelConfig model) {
    InMemorySamples source = Shapes.source(200);
    TrainConfig config = config(model, List.of(), 25, 0);

    TrainOutcome outcome = new Trainer(TORCH, config, TrainListener.NONE).train(source);

    try (Predictor predictor = new Predictor(TORCH, outcome.model())) {
      Evaluation evaluation = predictor.evaluate(source);
      assertThat(evaluation.confusion().accuracy()).isEqualTo(1);
      assertThat(evaluation.loss()).isLessThan(0.2);
    }
  }

  @Test
  void a_training_that_was_stopped_in_an_epoch_ends_as_if_it_had_not_been() {
    List<Augmentation> augmentations =
        List.of(new Noise(0.1f), new Masking(0.2), ArcMix.defaults());
    TrainConfig config = config(ptv3(), augmentations, 4, 0.2);
    InMemorySamples source = Shapes.source(120);
    Path checkpoint = directory.resolve("training/checkpoint.safetensors");

    TrainOutcome whole = new Trainer(TORCH, config, TrainListener.NONE).train(source);
    TrainOutcome stopped = new Trainer(TORCH, config, stopAt(3, 2)).train(source, checkpoint);
    TrainOutcome resumed = new Trainer(TORCH, config, TrainListener.NONE).train(source, checkpoint);

    assertThat(stopped.ended()).isEqualTo(TrainOutcome.Ended.STOPPED);
    assertThat(stopped.history()).hasSize(2);
    assertThat(resumed.ended()).isEqualTo(TrainOutcome.Ended.EPOCHS);
    assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
    assertThat(numbers(resumed.model())).isEqualTo(numbers(whole.model()));
    assertThat(losses(resumed)).isEqualTo(losses(whole));
  }

  @Test
  void a_finished_training_is_not_repeated() {
    TrainConfig config = config(ptv3(), List.of(), 2, 0.2);
    InMemorySamples source = Shapes.source(60);
    Path checkpoint = directory.resolve("checkpoint.safetensors");
    TrainOutcome first = new Trainer(TORCH, config, TrainListener.NONE).train(source, checkpoint);
    List<TrainProgress> batches = new ArrayList<>();

    TrainOutcome again = new Trainer(TORCH, config, collect(batches)).train(source, checkpoint);

    assertThat(batches).isEmpty();
    assertThat(numbers(again.model())).isEqualTo(numbers(first.model()));
  }

  @Test
  void progress_tells_epoch_batch_loss_accuracy_speed_and_time_left() {
    TrainConfig config = config(ptv3(), List.of(), 2, 0.25);
    List<TrainProgress> batches = new ArrayList<>();

    TrainOutcome outcome = new Trainer(TORCH, config, collect(batches)).train(Shapes.source(100));

    TrainProgress last = batches.get(batches.size() - 1);
    assertThat(last.epoch()).isEqualTo(2);
    assertThat(last.batch()).isEqualTo(last.batches());
    assertThat(batches).hasSize((int) (2 * last.batches()));
    assertThat(last.samplesPerSecond()).isPositive();
    assertThat(last.secondsLeft()).isZero();
    assertThat(batches.get(0).secondsLeft()).isPositive();
    assertThat(last.loss()).isEqualTo(outcome.history().get(1).trainLoss());
    assertThat(outcome.history().get(1).validationAccuracy()).isBetween(0.0, 1.0);
  }

  @Test
  void training_ends_when_validation_has_not_improved_for_as_long_as_patience_lasts() {
    TrainConfig patient = config(new SetMlpConfig(List.of(32), 32, 1, 10), List.of(), 40, 0.3);
    TrainConfig config =
        new TrainConfig(
            patient.model(),
            patient.normalisation(),
            patient.augmentations(),
            patient.optimiser(),
            patient.schedule(),
            patient.clipNorm(),
            patient.batch(),
            patient.epochs(),
            3,
            patient.validationShare(),
            patient.seed());

    TrainOutcome outcome = new Trainer(TORCH, config, TrainListener.NONE).train(Shapes.source(100));

    assertThat(outcome.ended()).isEqualTo(TrainOutcome.Ended.PATIENCE);
    assertThat(outcome.history()).hasSize(outcome.bestEpoch() + 3);
    double best = outcome.history().get(outcome.bestEpoch() - 1).validationAccuracy();
    for (EpochMetrics epoch : outcome.history()) {
      assertThat(epoch.validationAccuracy()).isLessThanOrEqualTo(best);
    }
  }

  @Test
  void statistics_come_from_the_training_split_only() {
    TrainConfig config = config(ptv3(), List.of(), 1, 0.3);
    List<Sample> clouds = Shapes.clouds(60);
    List<Sample> spoiled = new ArrayList<>();
    for (Sample cloud : clouds) {
      spoiled.add(config.split().validates(cloud) ? cloud.with(thousandfold(cloud)) : cloud);
    }

    TrainOutcome clean =
        new Trainer(TORCH, config, TrainListener.NONE)
            .train(new InMemorySamples(Shapes.CLASSES, clouds));
    TrainOutcome other =
        new Trainer(TORCH, config, TrainListener.NONE)
            .train(new InMemorySamples(Shapes.CLASSES, spoiled));

    assertThat(other.model().statistics()).isEqualTo(clean.model().statistics());
    assertThat(spoiled).isNotEqualTo(clouds);
  }

  private static PointCloud thousandfold(Sample cloud) {
    float[] features = cloud.cloud().features().clone();
    for (int i = 0; i < features.length; i++) {
      features[i] *= 1000;
    }
    return cloud.cloud().withFeatures(features, Shapes.DIM);
  }

  @Test
  void clouds_in_memory_come_in_the_order_that_existing_models_were_trained_in() {
    List<Sample> clouds = Shapes.clouds(12);
    List<String> all = clouds.stream().map(Sample::id).toList();

    List<String> seen = ids(new InMemorySamples(Shapes.CLASSES, clouds).shuffled(new Philox(7)));

    assertThat(seen.stream().map(all::indexOf))
        .containsExactly(5, 6, 3, 11, 2, 4, 1, 7, 9, 0, 8, 10);
  }

  @Test
  void a_streamed_dataset_gives_every_cloud_once_an_epoch_in_another_order() {
    List<Sample> clouds = Shapes.clouds(50);
    InMemorySamples memory = new InMemorySamples(Shapes.CLASSES, clouds);
    StreamedSamples source = new StreamedSamples(Shapes.CLASSES, memory::inOrder, 7);

    List<String> first = ids(source.shuffled(new Philox(1)));
    List<String> second = ids(source.shuffled(new Philox(2)));

    List<String> all = clouds.stream().map(Sample::id).toList();
    assertThat(first).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(all);
    assertThat(second).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(first);
    assertThat(ids(source.shuffled(new Philox(1)))).isEqualTo(first);
    TrainConfig config = config(ptv3(), List.of(), 1, 0);
    assertThat(new Trainer(TORCH, config, TrainListener.NONE).train(source).history()).hasSize(1);
  }

  @Test
  void a_split_keeps_its_share_and_the_fits_of_an_image_together() {
    Split split = new Split(3, 0.2);
    long validating = Shapes.clouds(2000).stream().filter(split::validates).count();

    assertThat(validating).isBetween(330L, 470L);
    Sample once = Shapes.clouds(1).get(0);
    Sample again = new Sample(once.id(), 5, once.cloud(), once.label());
    assertThat(split.validates(again)).isEqualTo(split.validates(once));
    assertThat(Shapes.clouds(2000).stream().filter(new Split(4, 0.2)::validates).count())
        .isNotZero();
  }

  @Test
  void a_class_whose_samples_all_validate_is_named() {
    TrainConfig config = config(ptv3(), List.of(), 1, 0.2);
    List<Sample> clouds =
        Shapes.clouds(40).stream()
            .filter(cloud -> cloud.label().label() != 2 || config.split().validates(cloud))
            .toList();
    SampleSource source = new InMemorySamples(Shapes.CLASSES, clouds);

    assertThatThrownBy(() -> new Trainer(TORCH, config, TrainListener.NONE).train(source))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Class 2 (diagonal) has no sample in the training split; add some, remove the class,"
                + " or choose another seed or a smaller validation share");
  }

  @Test
  void a_class_without_any_sample_is_one_that_is_never_learnt() {
    List<Sample> clouds =
        Shapes.clouds(40).stream().filter(cloud -> cloud.label().label() != 2).toList();

    TrainOutcome outcome = train(new InMemorySamples(Shapes.CLASSES, clouds));

    assertThat(outcome.model().classes()).isEqualTo(Shapes.CLASSES);
  }

  @Test
  void clouds_of_two_recipes_are_refused_with_the_first_that_differs() {
    List<Sample> clouds = new ArrayList<>(Shapes.clouds(40));
    PointCloud narrow = clouds.get(7).cloud();
    float[] features = new float[narrow.points()];
    clouds.set(7, clouds.get(7).with(narrow.withFeatures(features, 1)));

    assertThatThrownBy(() -> train(new InMemorySamples(Shapes.CLASSES, clouds)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Clouds of 4 and 1 features in one dataset, found at shape/7; train on fields of one"
                + " recipe");
  }

  @Test
  void a_loss_that_is_not_finite_ends_training_with_what_to_do() {
    TrainConfig calm = config(ptv3(), List.of(), 3, 0);
    TrainConfig wild =
        new TrainConfig(
            new SetMlpConfig(List.of(8), 8, 1, 1e-30),
            FeatureNormalisation.NONE,
            List.of(),
            calm.optimiser(),
            calm.schedule(),
            0,
            32,
            3,
            0,
            0,
            1);
    List<Sample> clouds = new ArrayList<>();
    for (Sample cloud : Shapes.clouds(40)) {
      float[] features = cloud.cloud().features().clone();
      features[0] = 3e38f;
      clouds.add(cloud.with(cloud.cloud().withFeatures(features, Shapes.DIM)));
    }

    assertThatThrownBy(
            () ->
                new Trainer(TORCH, wild, TrainListener.NONE)
                    .train(new InMemorySamples(Shapes.CLASSES, clouds)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "The loss is NaN in epoch 1, batch 1; lower optimiser.learning-rate (0.01) or set"
                + " clip-norm");
  }

  @Test
  void a_truncated_checkpoint_is_refused_in_one_line() throws IOException {
    Path checkpoint = directory.resolve("checkpoint.safetensors");
    TrainConfig config = config(ptv3(), List.of(), 1, 0);
    new Trainer(TORCH, config, TrainListener.NONE).train(Shapes.source(40), checkpoint);
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length - 100));

    assertThatThrownBy(
            () ->
                new Trainer(TORCH, config, TrainListener.NONE).train(Shapes.source(40), checkpoint))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Checkpoint cannot be used: ")
        .hasMessageContaining(checkpoint.toString())
        .hasMessageEndingWith("; delete it to start over")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_checkpoint_of_another_config_or_dataset_is_refused() {
    Path checkpoint = directory.resolve("checkpoint.safetensors");
    TrainConfig config = config(ptv3(), List.of(), 1, 0);
    new Trainer(TORCH, config, TrainListener.NONE).train(Shapes.source(40), checkpoint);

    assertThatThrownBy(
            () ->
                new Trainer(TORCH, config(ptv3(), List.of(), 2, 0), TrainListener.NONE)
                    .train(Shapes.source(40), checkpoint))
        .hasMessage(
            "Checkpoint %s was made with another config; use that config, or delete it to start over"
                .formatted(checkpoint));
    assertThatThrownBy(
            () ->
                new Trainer(TORCH, config, TrainListener.NONE).train(Shapes.source(44), checkpoint))
        .hasMessage(
            "Checkpoint %s was made on other samples; use those, or delete it to start over"
                .formatted(checkpoint));
  }

  private static TrainOutcome train(SampleSource source) {
    return new Trainer(TORCH, config(ptv3(), List.of(), 1, 0), TrainListener.NONE).train(source);
  }

  static TrainConfig config(
      ModelConfig model, List<Augmentation> augmentations, int epochs, double validation) {
    return new TrainConfig(
        model,
        model.readsRawFeatures() ? FeatureNormalisation.NONE : FeatureNormalisation.PER_DIM,
        augmentations,
        new AdamWConfig(1e-2, 0.9, 0.999, 1e-8, 0.01, false),
        new OneCycle(0.3, 10, 100, false),
        10,
        32,
        epochs,
        0,
        validation,
        1);
  }

  private static List<String> ids(SampleSource.Stream clouds) {
    List<String> ids = new ArrayList<>();
    clouds.forEachRemaining(cloud -> ids.add(cloud.id()));
    return ids;
  }

  static List<String> numbers(TrainedModel model) {
    SortedMap<String, Tensor> weights = model.weights();
    return weights.entrySet().stream()
        .map(entry -> entry.getKey() + Arrays.toString(entry.getValue().data()))
        .toList();
  }

  static List<Double> losses(TrainOutcome outcome) {
    return outcome.history().stream().map(EpochMetrics::trainLoss).toList();
  }

  private static TrainListener collect(List<TrainProgress> batches) {
    return new TrainListener() {
      @Override
      public void onBatch(TrainProgress progress) {
        batches.add(progress);
      }
    };
  }

  static TrainListener stopAt(int epoch, int batch) {
    return new TrainListener() {
      private boolean stops;

      @Override
      public void onBatch(TrainProgress progress) {
        stops = progress.epoch() == epoch && progress.batch() == batch;
      }

      @Override
      public boolean stops() {
        return stops;
      }
    };
  }
}
