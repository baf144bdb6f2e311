package io.anchorage.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.ModelTest;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.learn.weight.picture.MapUse;
import io.anchorage.learn.weight.picture.RidgeCnnConfig;
import io.anchorage.symmetry.Networks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reader of weights goes on from a checkpoint as if it had never stopped. */
class ReadersResumeTest {
  private static final Tensors TORCH = Tensors.load();
  private static final MlpShape NETWORK = Networks.siren(5, 2, 1);
  private static final List<String> CLASSES = List.of("one", "other");

  @TempDir private Path directory;

  static Stream<ModelConfig> readers() {
    return Stream.concat(ModelTest.weightModels().stream(), Stream.of(ridge(MapUse.KEPT)));
  }

  private static ModelConfig ridge(MapUse map) {
    return new RidgeCnnConfig(6, List.of(5, 7), 0.1, 0.25, map, 0.5, 1);
  }

  private static InMemorySamples networks(int count) {
    return new InMemorySamples(
        CLASSES,
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    Sample.of(
                        "network/" + i,
                        WeightVector.of(NETWORK, Networks.random(NETWORK, i)),
                        i % CLASSES.size(),
                        CLASSES.size()))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("readers")
  void stopped_in_its_second_epoch_it_ends_as_one_that_was_not(ModelConfig model) {
    TrainConfig config = TrainerTest.config(model, List.of(), 2, 0.2);
    InMemorySamples source = networks(70);
    Path checkpoint = directory.resolve("checkpoint.safetensors");

    TrainOutcome whole = new Trainer(TORCH, config, TrainListener.NONE).train(source);
    TrainOutcome stopped =
        new Trainer(TORCH, config, TrainerTest.stopAt(2, 1)).train(source, checkpoint);
    TrainOutcome resumed = new Trainer(TORCH, config, TrainListener.NONE).train(source, checkpoint);

    assertThat(stopped.ended()).isEqualTo(TrainOutcome.Ended.STOPPED);
    assertThat(resumed.ended()).isEqualTo(TrainOutcome.Ended.EPOCHS);
    assertThat(TrainerTest.numbers(resumed.model())).isEqualTo(TrainerTest.numbers(whole.model()));
    assertThat(TrainerTest.losses(resumed)).isEqualTo(TrainerTest.losses(whole));
  }

  @Test
  void a_map_that_is_kept_stays_what_the_regression_made_of_the_training_networks() {
    float[] early = map(MapUse.KEPT, 1);

    assertThat(early).isNotEqualTo(new float[early.length]);
    assertThat(map(MapUse.KEPT, 3)).isEqualTo(early);
    assertThat(map(MapUse.LEARNT, 3)).isNotEqualTo(early);
  }

  private static float[] map(MapUse use, int epochs) {
    TrainConfig config = TrainerTest.config(ridge(use), List.of(), epochs, 0);
    TrainOutcome outcome = new Trainer(TORCH, config, TrainListener.NONE).train(networks(40));
    return outcome.model().weights().get("map.weight").data();
  }
}
