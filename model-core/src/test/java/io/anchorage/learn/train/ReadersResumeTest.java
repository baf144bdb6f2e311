package io.anchorage.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.ModelTest;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.symmetry.Networks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    return ModelTest.weightModels().stream();
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
}
