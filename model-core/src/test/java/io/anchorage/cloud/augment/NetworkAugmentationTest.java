package io.anchorage.cloud.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.symmetry.Networks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Augmentations of networks: what they leave as it is, what they change, and by how much. */
class NetworkAugmentationTest {
  private static final MlpShape SIREN = Networks.siren(8, 2, 1);
  private static final int CLASSES = 3;
  private static final Streams STREAMS = streams(1);

  static List<NetworkAugmentation> all() {
    return List.of(
        new Reorder(),
        FlipSigns.defaults(),
        TurnPhases.defaults(),
        MoveImage.defaults(),
        TurnImage.defaults(),
        ZoomImage.defaults(),
        MirrorImage.defaults(),
        WeightNoise.defaults(),
        QuantileDropout.defaults(),
        RebasinMix.defaults());
  }

  /** Those that leave each network's picture as it is. */
  static List<NetworkAugmentation> ofUnits() {
    return all().subList(0, 3);
  }

  /** Those that show the same picture at other coordinates. */
  static List<NetworkAugmentation> ofCoordinates() {
    return all().subList(3, 7);
  }

  @Test
  void the_published_magnitudes_are_the_defaults() {
    assertThat(all())
        .containsExactly(
            new Reorder(),
            new FlipSigns(0.5),
            new TurnPhases(4),
            new MoveImage(0.25),
            new TurnImage(30),
            new ZoomImage(0.2),
            new MirrorImage(0, 0.5),
            new WeightNoise(0.32),
            new QuantileDropout(0.1),
            new RebasinMix(1));
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_same_streams_give_the_same_networks_and_others_give_others(
      NetworkAugmentation augmentation) {
    List<Sample> batch = batch(6);

    List<String> once = numbers(augmentation.apply(batch, STREAMS));

    assertThat(numbers(augmentation.apply(batch, STREAMS))).isEqualTo(once);
    assertThat(numbers(augmentation.apply(batch, streams(2)))).isNotEqualTo(once);
    assertThat(numbers(batch)).isEqualTo(numbers(batch(6)));
    assertThat(augmentation.apply(batch, STREAMS).get(0).view().shape().network()).contains(SIREN);
  }

  @ParameterizedTest
  @MethodSource("all")
  void what_happens_to_a_network_does_not_depend_on_its_batch(NetworkAugmentation augmentation) {
    if (augmentation.joins()) {
      return;
    }
    List<Sample> batch = batch(6);

    assertThat(numbers(augmentation.apply(batch.subList(4, 5), STREAMS)))
        .isEqualTo(numbers(augmentation.apply(batch, STREAMS)).subList(4, 5));
  }

  @ParameterizedTest
  @MethodSource("ofUnits")
  void changes_of_units_leave_the_picture(NetworkAugmentation augmentation) {
    List<Sample> before = batch(4);

    List<Sample> after = augmentation.apply(before, STREAMS);

    for (int i = 0; i < 4; i++) {
      assertThat(parameters(after, i)).isNotEqualTo(parameters(before, i));
      assertClose(picture(after, i), picture(before, i), 2e-4f);
    }
  }

  @ParameterizedTest
  @MethodSource("ofCoordinates")
  void changes_of_coordinates_touch_the_first_layer_alone(NetworkAugmentation augmentation) {
    List<Sample> before = batch(8);

    List<Sample> after = augmentation.apply(before, STREAMS);

    int changed = 0;
    for (int i = 0; i < 8; i++) {
      float[] old = parameters(before, i);
      float[] now = parameters(after, i);
      changed += Arrays.equals(old, now) ? 0 : 1;
      for (int p = SIREN.weights(1); p < old.length; p++) {
        assertThat(now[p]).isEqualTo(old[p]);
      }
    }
    assertThat(changed).isPositive();
  }

  @Test
  void noise_is_in_proportion_to_each_array() {
    MlpShape wide = Networks.siren(40, 2, 1);
    float[] before = Networks.random(wide, 3);

    float[] after = one(new WeightNoise(0.5), wide, before);

    double first = deviation(before, wide.weights(0), wide.biases(0));
    double second = deviation(before, wide.weights(1), wide.biases(1));
    assertThat(first).isGreaterThan(4 * second);
    float[] moved = new float[before.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = after[i] - before[i];
    }
    assertThat(deviation(moved, wide.weights(0), wide.biases(0)) / first)
        .isCloseTo(0.5, within(0.15));
    assertThat(deviation(moved, wide.weights(1), wide.biases(1)) / second)
        .isCloseTo(0.5, within(0.05));
  }

  @Test
  void quantile_dropout_takes_the_smallest_and_no_more_than_stated() {
    List<Sample> before = batch(20);

    List<Sample> after = new QuantileDropout(0.3).apply(before, STREAMS);

    int most = 0;
    for (int i = 0; i < 20; i++) {
      float[] old = parameters(before, i);
      float[] now = parameters(after, i);
      float largestDropped = 0;
      float smallestKept = Float.POSITIVE_INFINITY;
      int dropped = 0;
      for (int p = 0; p < old.length; p++) {
        if (now[p] == 0) {
          dropped++;
          largestDropped = Math.max(largestDropped, Math.abs(old[p]));
        } else {
          smallestKept = Math.min(smallestKept, Math.abs(old[p]));
          assertThat(now[p]).isEqualTo(old[p]);
        }
      }
      assertThat(largestDropped).isLessThanOrEqualTo(smallestKept);
      most = Math.max(most, dropped);
    }
    int parameters = SIREN.parameters();
    assertThat(most).isBetween(parameters / 5, 3 * parameters / 10);
  }

  @Test
  void a_mixture_with_ones_own_disguise_is_oneself() {
    float[] network = Networks.random(SIREN, 5);
    float[] disguised = Networks.negated(SIREN, Networks.reordered(SIREN, turned(network), 6), 7);

    List<Sample> mixed =
        RebasinMix.defaults()
            .apply(List.of(sample("a", network, 0), sample("b", disguised, 1)), STREAMS);

    assertClose(parameters(mixed, 0), network, 2e-6f);
    assertClose(parameters(mixed, 1), disguised, 2e-6f);
    float share = mixed.get(0).label().of(0);
    assertThat(share).isBetween(0.01f, 0.99f);
    assertThat(mixed.get(0).label().of(1)).isCloseTo(1 - share, within(1e-6f));
    assertThat(mixed.get(0).id()).isEqualTo("a");
  }

  @Test
  void networks_that_an_augmentation_is_not_for_are_named() {
    MlpShape finer = Networks.of(4, 2, 1, new Finer(List.of(30f, 30f), false));
    MlpShape line = new MlpShape(new InputMapping.Identity(1), 4, 1, 1, new Sine(List.of(30f)), 0);

    assertThat(TurnPhases.defaults().refusal(finer)).contains("have no periodic activation");
    assertThat(FlipSigns.defaults().refusal(finer)).isEmpty();
    for (NetworkAugmentation augmentation : ofCoordinates()) {
      assertThat(augmentation.refusal(line)).contains("do not have two plain coordinates");
      assertThat(augmentation.refusal(finer)).isEmpty();
    }
    Sample none = Sample.of("a", new WeightVector(new float[5]), 0, CLASSES);
    assertThatThrownBy(() -> new Reorder().apply(List.of(none), STREAMS))
        .hasMessage("Sample a is not the parameters of a network");
  }

  private static float[] turned(float[] parameters) {
    return Networks.turned(SIREN, parameters, 3, 8);
  }

  private static Streams streams(long seed) {
    return (purpose, id) -> new Seeds(seed, id, 0).stream(purpose);
  }

  private static List<Sample> batch(int size) {
    List<Sample> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(sample("image/" + i, Networks.random(SIREN, 100 + i), i % CLASSES));
    }
    return batch;
  }

  private static Sample sample(String id, float[] parameters, int label) {
    return Sample.of(id, WeightVector.of(SIREN, parameters), label, CLASSES);
  }

  private static float[] one(NetworkAugmentation augmentation, MlpShape shape, float[] before) {
    Sample sample = Sample.of("a", WeightVector.of(shape, before), 0, CLASSES);
    return parameters(augmentation.apply(List.of(sample), STREAMS), 0);
  }

  private static List<String> numbers(List<Sample> samples) {
    return IntStream.range(0, samples.size())
        .mapToObj(i -> Arrays.toString(parameters(samples, i)))
        .toList();
  }

  private static float[] parameters(List<Sample> samples, int i) {
    return samples.get(i).view().features();
  }

  private static float[] picture(List<Sample> samples, int i) {
    return Networks.values(SIREN, parameters(samples, i));
  }

  private static double deviation(float[] values, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
      squares += values[i] * values[i];
    }
    double mean = sum / (to - from);
    return Math.sqrt(squares / (to - from) - mean * mean);
  }

  private static void assertClose(float[] actual, float[] expected, float tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
