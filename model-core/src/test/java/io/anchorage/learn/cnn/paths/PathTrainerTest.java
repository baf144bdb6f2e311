package io.anchorage.learn.cnn.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.Networks;
import io.anchorage.learn.cnn.paths.PredictorConfig.Kind;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.optim.AdamWConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathTrainerTest {
  private static final AllCnnConfig NETWORK = Networks.small(NormAxes.CHANNELS);
  private final Tensors torch = Tensors.load();

  private static List<LabelledImage> images(int shift) {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      images.add(new LabelledImage("image/" + i, Networks.canvas(NETWORK, i), (i + shift) % 3));
    }
    return images;
  }

  private static CnnTrainConfig training(int epochs) {
    return new CnnTrainConfig(2, epochs, 6, new AdamWConfig(1e-2, 0.9, 0.999, 1e-8, 0, false), 5);
  }

  private static PathConfig paths(Kind kind, PatchRule rule, int steps, int warmStart) {
    PredictorConfig predictor =
        new PredictorConfig(kind, 16, 2, 30, 4, Initialisation.PER_IMAGE, 1e-3);
    return new PathConfig(30, 6, rule, false, predictor, steps, warmStart);
  }

  private PathTrainer trainer(CnnTrainConfig training, PathConfig paths, int shift) {
    return new PathTrainer(torch, NETWORK, training, paths, images(shift));
  }

  private static List<float[]> weights(CnnCheckpoint network) {
    return network.weights().values().stream().map(tensor -> tensor.data()).toList();
  }

  private static float[] predicted(PathTrainer trainer) {
    return trainer.predictor().predict(3, new int[] {0, 1, 2, 3, 4, 5});
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PER_IMAGE", "SHARED"})
  void the_labels_do_not_reach_the_sirens(Kind kind) {
    try (PathTrainer one = trainer(training(1), paths(kind, PatchRule.OWN, 3, 0), 0);
        PathTrainer other = trainer(training(1), paths(kind, PatchRule.OWN, 3, 0), 1)) {
      float[] before = predicted(one);
      one.train(PathListener.NONE);
      other.train(PathListener.NONE);
      assertThat(predicted(one)).isNotEqualTo(before).isEqualTo(predicted(other));
      assertThat(weights(one.checkpoint()).get(1)).isNotEqualTo(weights(other.checkpoint()).get(1));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PER_IMAGE", "SHARED"})
  void how_the_sirens_learn_does_not_reach_the_step_of_the_network(Kind kind) {
    try (PathTrainer still = trainer(training(1), paths(kind, PatchRule.OWN, 0, 0), 0);
        PathTrainer learning = trainer(training(1), paths(kind, PatchRule.OWN, 5, 0), 0)) {
      still.train(PathListener.NONE);
      learning.train(PathListener.NONE);
      assertThat(predicted(still)).isNotEqualTo(predicted(learning));
      List<float[]> a = weights(still.checkpoint());
      List<float[]> b = weights(learning.checkpoint());
      for (int i = 0; i < a.size(); i++) {
        assertThat(a.get(i)).isEqualTo(b.get(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_training_repeats_bit_for_bit_whatever_the_order_of_its_images(Kind kind) {
    List<LabelledImage> turned = new ArrayList<>(images(0));
    Collections.reverse(turned);
    PathConfig paths = paths(kind, PatchRule.ALL, 2, 3);
    try (PathTrainer one = trainer(training(3), paths, 0);
        PathTrainer two = new PathTrainer(torch, NETWORK, training(3), paths, turned)) {
      List<PathEpoch> first = one.train(PathListener.NONE);
      List<PathEpoch> second = two.train(PathListener.NONE);
      for (int e = 0; e < 3; e++) {
        assertThat(second.get(e).loss()).isEqualTo(first.get(e).loss());
        assertThat(second.get(e).psnr()).isEqualTo(first.get(e).psnr());
        assertThat(second.get(e).pixels()).isEqualTo(first.get(e).pixels());
      }
      assertThat(first.get(2).pixels()).isGreaterThan(first.get(1).pixels());
      assertThat(predicted(two)).isEqualTo(predicted(one));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PER_IMAGE", "SHARED"})
  void a_warm_start_brings_the_maps_of_the_network_before_training_nearer(Kind kind) {
    CnnTrainConfig oneEpoch = training(1);
    try (PathTrainer cold = trainer(oneEpoch, paths(kind, PatchRule.OWN, 1, 0), 0);
        PathTrainer warm = trainer(oneEpoch, paths(kind, PatchRule.OWN, 1, 300), 0)) {
      List<Double> without = cold.train(PathListener.NONE).get(0).psnr();
      List<Double> with = warm.train(PathListener.NONE).get(0).psnr();
      for (int layer = 0; layer < 6; layer++) {
        assertThat(with.get(layer)).isGreaterThan(without.get(layer) + 1);
      }
    }
  }

  @Test
  void sirens_that_share_their_start_predict_the_same_of_all_images() {
    PredictorConfig predictor =
        new PredictorConfig(Kind.PER_IMAGE, 16, 2, 30, 4, Initialisation.SHARED, 1e-3);
    PathConfig same = new PathConfig(30, 6, PatchRule.OWN, false, predictor, 1, 0);
    try (PathTrainer together = trainer(training(1), same, 0);
        PathTrainer apart = trainer(training(1), paths(Kind.PER_IMAGE, PatchRule.OWN, 1, 0), 0)) {
      assertThat(together.predictor().predict(2, new int[] {1}))
          .isEqualTo(together.predictor().predict(2, new int[] {4}));
      assertThat(apart.predictor().predict(2, new int[] {1}))
          .isNotEqualTo(apart.predictor().predict(2, new int[] {4}));
      together.train(PathListener.NONE);
      assertThat(together.predictor().predict(2, new int[] {1}))
          .isNotEqualTo(together.predictor().predict(2, new int[] {4}));
    }
  }

  @Test
  void a_siren_shared_by_all_images_keeps_fewer_numbers_than_one_each() {
    try (PathTrainer own = trainer(training(0), paths(Kind.PER_IMAGE, PatchRule.OWN, 1, 0), 0);
        PathTrainer shared = trainer(training(0), paths(Kind.SHARED, PatchRule.OWN, 1, 0), 0)) {
      int perMap = 3 * 16 + 17 * 16;
      long expected = 0;
      for (int layer = 1; layer <= 6; layer++) {
        expected += 6L * (perMap + 17 * NETWORK.layer(layer).outputs());
      }
      assertThat(own.predictor().parameters()).isEqualTo(expected);
      assertThat(own.predictor().moments()).isEqualTo(2 * expected);
      assertThat(shared.predictor().parameters())
          .isEqualTo(expected / 6 + 6L * 2 * 16 * 4 + 6L * 6 * 4);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_training_that_goes_on_from_its_state_ends_as_if_it_had_never_stopped(Kind kind)
      throws IOException {
    PathConfig paths = paths(kind, PatchRule.OWN, 2, 3);
    List<byte[]> state = new ArrayList<>();
    try (PathTrainer whole = trainer(training(4), paths, 0);
        PathTrainer later = trainer(training(4), paths, 0)) {
      List<PathEpoch> history =
          whole.train(
              new PathListener() {
                @Override
                public void onEpoch(PathEpoch epoch, Supplier<CnnCheckpoint> network) {
                  if (epoch.epoch() == 2) {
                    for (int part = 0; part <= 6; part++) {
                      state.add(Safetensors.encode(whole.state(part)));
                    }
                  }
                }
              });
      for (int part = 0; part <= 6; part++) {
        later.restore(part, Safetensors.decode(state.get(part), "state"));
      }
      assertThat(later.epochs()).isEqualTo(2);
      List<PathEpoch> rest = later.train(PathListener.NONE);
      assertThat(rest).hasSize(2);
      for (int e = 0; e < 2; e++) {
        assertThat(rest.get(e).loss()).isEqualTo(history.get(2 + e).loss());
        assertThat(rest.get(e).psnr()).isEqualTo(history.get(2 + e).psnr());
        assertThat(rest.get(e).pixels()).isEqualTo(history.get(2 + e).pixels());
      }
      assertThat(predicted(later)).isEqualTo(predicted(whole));
      assertThat(later.checkpoint().encode()).isEqualTo(whole.checkpoint().encode());
    }
  }

  @Test
  void the_state_of_other_sirens_is_refused() {
    try (PathTrainer trainer =
        trainer(training(1), paths(Kind.PER_IMAGE, PatchRule.OWN, 1, 0), 0)) {
      TensorFile other = trainer.state(2);
      assertThatThrownBy(() -> trainer.restore(3, other))
          .hasMessage("its array 00000000/parameters is missing or has another size");
      assertThatThrownBy(() -> trainer.restore(3, new TensorFile(other.tensors(), new TreeMap<>())))
          .hasMessage("it has the SIRENs of 1 images, not of 6");
    }
  }

  @Test
  void the_fields_of_a_predictor_have_the_values_that_it_predicts() {
    try (PathTrainer trainer = trainer(training(1), paths(Kind.PER_IMAGE, PatchRule.OWN, 1, 0), 0);
        PathTrainer shared = trainer(training(1), paths(Kind.SHARED, PatchRule.OWN, 1, 0), 0)) {
      trainer.train(PathListener.NONE);
      Field field = trainer.predictor().field(3, 4).orElseThrow();
      SirenConfig siren = paths(Kind.PER_IMAGE, PatchRule.OWN, 1, 0).predictor().siren();
      assertThat(siren.family().reconstruct(siren, SharedParameters.none(), field))
          .isEqualTo(trainer.predictor().predict(3, new int[] {4}));
      assertThat(shared.predictor().field(3, 4)).isEmpty();
    }
  }

  @Test
  void a_norm_over_the_whole_map_is_refused_in_one_line() {
    AllCnnConfig whole = Networks.small(NormAxes.CHANNELS_HEIGHT_WIDTH);
    assertThatThrownBy(
            () ->
                new PathTrainer(
                    torch, whole, training(1), paths(Kind.NONE, PatchRule.OWN, 1, 0), images(0)))
        .hasMessage(
            "network.layer-norm must be channels for single activations along paths; it is"
                + " channels-height-width");
  }

  @Test
  void defaults_are_those_of_the_thesis() {
    PathConfig config = PathConfig.defaults();
    assertThat(config)
        .isEqualTo(
            new PathConfig(
                400,
                6,
                PatchRule.OWN,
                false,
                new PredictorConfig(Kind.PER_IMAGE, 256, 4, 30, 64, Initialisation.PER_IMAGE, 1e-4),
                1,
                0));
    assertThatThrownBy(() -> new PathConfig(0, 6, PatchRule.OWN, false, config.predictor(), 1, 0))
        .hasMessage("paths must be in 1 .. 1000000: 0");
    assertThatThrownBy(() -> new PathConfig(4, 10, PatchRule.OWN, false, config.predictor(), 1, 0))
        .hasMessage("last must be a layer in 1 .. 9: 10");
  }
}
