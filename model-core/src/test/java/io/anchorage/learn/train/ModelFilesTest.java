package io.anchorage.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.augment.RebasinMix;
import io.anchorage.cloud.augment.Reorder;
import io.anchorage.cloud.augment.TurnPhases;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.learn.Models;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.point.SetMlpConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private static final Tensors TORCH = Tensors.load();
  private static final List<PointCloud> CLOUDS =
      Shapes.clouds(20).stream().map(Sample::cloud).toList();

  @TempDir private Path directory;
  private TrainedModel model;

  @BeforeEach
  void write() {
    TrainConfig config =
        TrainerTest.config(new SetMlpConfig(List.of(8), 8, 1, 10), List.of(), 1, 0.2);
    model =
        new Trainer(TORCH, config, TrainListener.NONE)
            .train(Shapes.source(60))
            .model()
            .from(List.of(new Fact("recipe", "abc"), new Fact("decoder", "def")));
    ModelFiles.write(model, directory);
  }

  @Test
  void a_model_that_was_stored_says_the_same_and_knows_where_it_comes_from() {
    TrainedModel read = ModelFiles.read(directory);

    assertThat(read.training()).isEqualTo(model.training());
    assertThat(read.statistics()).isEqualTo(model.statistics());
    assertThat(read.classes()).isEqualTo(Shapes.CLASSES);
    assertThat(read.provenance())
        .containsExactly(new Fact("recipe", "abc"), new Fact("decoder", "def"));
    try (Predictor before = new Predictor(TORCH, model);
        Predictor after = new Predictor(TORCH, read)) {
      assertThat(after.probabilities(CLOUDS)).isDeepEqualTo(before.probabilities(CLOUDS));
      double sum = 0;
      for (float share : after.probabilities(CLOUDS)[3]) {
        sum += share;
      }
      assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-5);
    }
  }

  @Test
  void weights_that_are_damaged_are_noticed() throws IOException {
    Path weights = directory.resolve(ModelFiles.WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 4));

    assertThatThrownBy(() -> ModelFiles.read(directory))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Model %s does not match the weights beside it, or they are damaged; copy both"
                    .formatted(directory.resolve(ModelFiles.CARD))
                + " files again");
  }

  @Test
  void a_directory_without_a_model_is_named() {
    assertThatThrownBy(() -> ModelFiles.read(directory.resolve("none")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Model file does not exist: ");
  }

  @Test
  void clouds_of_another_recipe_and_datasets_of_other_classes_are_refused() {
    PointCloud narrow = CLOUDS.get(0).withFeatures(new float[CLOUDS.get(0).points()], 1);
    try (Predictor predictor = new Predictor(TORCH, model)) {
      assertThatThrownBy(() -> predictor.probabilities(List.of(narrow)))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "The model was trained on clouds of 4 features, but this one has 1; use fields of the"
                  + " same recipe");
      assertThatThrownBy(
              () -> predictor.evaluate(new InMemorySamples(List.of("a", "b"), List.of())))
          .isInstanceOf(UserException.class)
          .hasMessageStartingWith("The model knows classes [row, column,");
    }
  }

  @Test
  void every_model_and_the_published_training_can_be_written_as_a_config_and_read_again() {
    for (ModelConfig named : Models.named().values()) {
      boolean clouds = named.takes().equals(PointCloud.KIND);
      TrainConfig config =
          TrainerTest.config(
              named,
              clouds
                  ? TrainConfig.arcPublished().augmentations()
                  : List.of(new Reorder(), TurnPhases.defaults(), RebasinMix.defaults()),
              3,
              0.2);
      String yaml = new ConfigDump(ModelFiles.kinds()).yaml(config);

      TrainConfig read =
          new ConfigBinder(ModelFiles.kinds())
              .bind(ConfigReader.parse(yaml, "test.yaml"), TrainConfig.defaults());

      assertThat(read).isEqualTo(config);
    }
  }

  @Test
  void the_defaults_are_recorded() {
    assertThat(new ConfigDump(ModelFiles.kinds()).json(TrainConfig.defaults()))
        .isEqualTo(
            """
            {"augmentations":[],"batch":128,"clip-norm":10,"epochs":30,"model":{"channels":\
            [64,64,64],"compat":"none","depths":[1,1,1],"drop-path":0.1,"grid":1,"heads":[4,4,4],\
            "kind":"ptv3","mlp-ratio":2,"patch":32,"pixels":10,"relative-positions":true,"shift-cells":true,\
            "shuffle-orders":true},"normalisation":"per-dim","optimiser":{"amsgrad":false,\
            "beta1":0.9,"beta2":0.999,"epsilon":0.00000001,"learning-rate":0.003,\
            "weight-decay":0.01},"patience":0,"schedule":{"cycle-beta1":false,"div":10,\
            "final-div":1000,"kind":"one-cycle","rising":0.2},"seed":1,"validation-share":0.1}""");
  }
}
