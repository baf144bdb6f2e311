package io.anchorage.learn.cnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.format.TensorFile;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.FrozenCnn;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.optim.AdamWConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CnnTrainerTest {
  private static final AllCnnConfig ARCHITECTURE =
      new AllCnnConfig(12, 12, 1, 3, 8, 12, 12, NormAxes.CHANNELS);
  private static final CnnTrainConfig CONFIG =
      new CnnTrainConfig(8, 24, 5, new AdamWConfig(1e-3, 0.9, 0.999, 1e-8, 0, false), 3);

  private final Tensors torch = Tensors.load();

  /** Stripes that lie against stripes that stand, with noise. */
  private static List<LabelledImage> stripes(int count, long seed) {
    List<LabelledImage> images = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] canvas = new float[144];
      new Philox(seed + n).fillUniform(canvas, 0, 144, 0, 0.3f);
      for (int p = 0; p < 144; p++) {
        int along = n % 2 == 0 ? p / 12 : p % 12;
        canvas[p] += (along + n / 2) / 2 % 2 == 0 ? 0.7f : 0;
      }
      images.add(new LabelledImage("stripes/" + n, canvas, n % 2));
    }
    return images;
  }

  private CnnCheckpoint train(List<LabelledImage> images, List<CnnEpoch> history) {
    try (CnnTrainer trainer = new CnnTrainer(torch, ARCHITECTURE, CONFIG, images)) {
      history.addAll(trainer.train(CnnListener.NONE));
      return trainer.checkpoint();
    }
  }

  @Test
  void stripes_that_lie_are_told_from_stripes_that_stand() {
    List<CnnEpoch> history = new ArrayList<>();

    CnnCheckpoint network = train(stripes(16, 100), history);

    assertThat(history).hasSize(24);
    assertThat(history.get(23).steps()).isEqualTo(96);
    assertThat(history.get(23).loss()).isLessThan(history.get(0).loss());
    CnnClassifier.Judgement judgement = CnnClassifier.judge(torch, network, stripes(40, 9000));
    assertThat(judgement.confusion().total()).isEqualTo(40);
    assertThat(judgement.confusion().accuracy()).isGreaterThan(0.9);
    assertThat(judgement.loss()).isLessThan(Math.log(2));
  }

  @Test
  void a_training_depends_on_its_images_and_not_on_their_order() {
    List<LabelledImage> images = stripes(10, 100);
    List<LabelledImage> turned = new ArrayList<>(images);
    Collections.reverse(turned);

    byte[] first = train(images, new ArrayList<>()).encode();
    byte[] second = train(turned, new ArrayList<>()).encode();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void the_listener_sees_the_network_before_the_first_epoch_and_after_each() {
    List<Integer> epochs = new ArrayList<>();
    List<CnnCheckpoint> networks = new ArrayList<>();
    CnnListener listener =
        new CnnListener() {
          @Override
          public void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {
            epochs.add(epoch.epoch());
            networks.add(network.get());
          }
        };
    try (CnnTrainer trainer = new CnnTrainer(torch, ARCHITECTURE, CONFIG, stripes(6, 1))) {
      trainer.train(listener);

      assertThat(epochs).hasSize(25).startsWith(0, 1, 2).endsWith(24);
      String kernel = "layer3.conv.weight";
      assertThat(networks.get(0).weights().get(kernel).data())
          .containsExactly(CnnCheckpoint.initial(ARCHITECTURE, 3).weights().get(kernel).data());
      assertThat(networks.get(24).encode()).isEqualTo(trainer.checkpoint().encode());
      assertThat(networks.get(23).encode()).isNotEqualTo(networks.get(24).encode());
    }
  }

  @Test
  void a_training_that_goes_on_from_its_state_ends_as_if_it_had_never_stopped() {
    List<LabelledImage> images = stripes(10, 100);
    List<TensorFile> state = new ArrayList<>();
    try (CnnTrainer whole = new CnnTrainer(torch, ARCHITECTURE, CONFIG, images);
        CnnTrainer later = new CnnTrainer(torch, ARCHITECTURE, CONFIG, images)) {
      whole.train(
          new CnnListener() {
            @Override
            public void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {
              if (epoch.epoch() == 21) {
                state.add(whole.state());
              }
            }
          });
      later.restore(state.get(0));
      assertThat(later.epochs()).isEqualTo(21);
      assertThat(later.train(CnnListener.NONE)).hasSize(3);
      assertThat(later.checkpoint().encode()).isEqualTo(whole.checkpoint().encode());
    }
  }

  @Test
  void the_judge_and_the_frozen_network_agree() {
    CnnCheckpoint network = train(stripes(8, 100), new ArrayList<>());
    FrozenCnn frozen = new FrozenCnn(network.config(), network.weights());
    int right = 0;
    List<LabelledImage> images = stripes(30, 77);
    for (LabelledImage image : images) {
      float[] logits = frozen.logits(image.canvas());
      right += (logits[1] > logits[0] ? 1 : 0) == image.label() ? 1 : 0;
    }

    assertThat(CnnClassifier.judge(torch, network, images).confusion().accuracy())
        .isEqualTo(right / 30.0);
  }

  @Test
  void a_training_that_is_called_off_ends_at_the_next_batch() {
    CnnListener impatient =
        new CnnListener() {
          @Override
          public boolean stops() {
            return true;
          }
        };
    try (CnnTrainer trainer = new CnnTrainer(torch, ARCHITECTURE, CONFIG, stripes(16, 1))) {
      assertThatThrownBy(() -> trainer.train(impatient)).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void no_images_and_labels_beyond_the_classes_are_refused() {
    assertThatThrownBy(() -> new CnnTrainer(torch, ARCHITECTURE, CONFIG, List.of()))
        .hasMessage("There are no images to train the network on");
    List<LabelledImage> wrong = List.of(new LabelledImage("x/train/5", new float[144], 3));
    assertThatThrownBy(() -> new CnnTrainer(torch, ARCHITECTURE, CONFIG, wrong))
        .isInstanceOf(UserException.class)
        .hasMessage("Image x/train/5 has label 3, the network has classes 0 .. 2; set its classes");
  }

  @Test
  void the_published_training_is_the_default() {
    CnnTrainConfig published = CnnTrainConfig.defaults();

    assertThat(published.perClass()).isEqualTo(60);
    assertThat(published.epochs()).isEqualTo(250);
    assertThat(published.adam().learningRate()).isEqualTo(1e-3);
    assertThat(published.adam().weightDecay()).isZero();
  }
}
