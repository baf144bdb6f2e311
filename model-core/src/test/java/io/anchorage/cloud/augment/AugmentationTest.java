package io.anchorage.cloud.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Draws;
import io.anchorage.kernel.random.Philox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
  private static final int HEIGHT = 30;
  private static final int WIDTH = 20;
  private static final int CLASSES = 4;
  private static final Streams STREAMS = streams(1);

  static List<Augmentation> all() {
    return List.of(
        Noise.defaults(),
        Masking.defaults(),
        Push.defaults(),
        Jumble.defaults(),
        Rotate.defaults(),
        Flip.defaults(),
        Shift.defaults(),
        ArcMix.defaults());
  }

  @Test
  void the_published_magnitudes_are_the_defaults() {
    assertThat(all())
        .containsExactly(
            new Noise(0.001f),
            new Masking(0.3),
            new Push(2),
            new Jumble(50),
            new Rotate(180, Compat.NONE),
            new Flip(0.5, Compat.NONE),
            new Shift(36),
            new ArcMix(1, Compat.NONE));
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_same_streams_give_the_same_clouds_and_others_give_others(Augmentation augmentation) {
    List<Sample> batch = batch(6);

    List<String> once = text(augmentation.apply(batch, STREAMS));

    assertThat(text(augmentation.apply(batch, STREAMS))).isEqualTo(once);
    assertThat(text(augmentation.apply(batch, streams(2)))).isNotEqualTo(once);
    assertThat(text(batch)).isEqualTo(text(batch(6)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void what_happens_to_a_cloud_does_not_depend_on_its_batch(Augmentation augmentation) {
    if (augmentation instanceof ArcMix) {
      return;
    }
    List<Sample> batch = batch(6);

    assertThat(text(augmentation.apply(batch.subList(4, 5), STREAMS)))
        .isEqualTo(text(augmentation.apply(batch, STREAMS)).subList(4, 5));
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_cloud_of_one_point_stays_a_cloud(Augmentation augmentation) {
    List<Sample> batch = List.of(cloud("a", 1, 0), cloud("b", 1, 1), cloud("c", 1, 2));

    for (Sample changed : augmentation.apply(batch, STREAMS)) {
      assertThat(changed.cloud().points()).isPositive();
    }
  }

  @Test
  void noise_has_the_deviation_that_was_asked_for_and_no_mean() {
    Sample before = cloud("a", 4000, 0);

    float[] after = only(new Noise(0.5f).apply(List.of(before), STREAMS)).features();

    double sum = 0;
    double squares = 0;
    for (int i = 0; i < after.length; i++) {
      double d = after[i] - before.cloud().features()[i];
      sum += d;
      squares += d * d;
    }
    assertThat(sum / after.length).isCloseTo(0, within(0.02));
    assertThat(Math.sqrt(squares / after.length)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void masking_keeps_the_stated_number_of_different_points_with_their_features() {
    Sample before = cloud("a", 39, 0);

    PointCloud after = only(new Masking(0.3).apply(List.of(before), STREAMS));

    assertThat(after.points()).isEqualTo(27);
    List<Float> rows = new ArrayList<>();
    for (int p = 0; p < after.points(); p++) {
      rows.add(after.row(p));
      assertThat(after.features()[3 * p]).isEqualTo(10 * after.row(p));
    }
    assertThat(rows).doesNotHaveDuplicates();
  }

  @Test
  void a_push_moves_each_point_by_itself_and_not_further_than_stated() {
    Sample before = cloud("a", 500, 0);

    float[] moves = moves(before, new Push(2));

    float largest = 0;
    for (float move : moves) {
      largest = Math.max(largest, Math.abs(move));
    }
    assertThat(largest).isBetween(1.9f, 2.001f);
    assertThat(moves[0]).isNotEqualTo(moves[2]);
  }

  @Test
  void a_shift_moves_all_points_alike() {
    float[] moves = moves(cloud("a", 9, 0), new Shift(36));

    for (int i = 2; i < moves.length; i++) {
      assertThat(moves[i]).isCloseTo(moves[i % 2], within(1e-4f));
    }
  }

  @Test
  void a_jumble_moves_by_whole_pixels() {
    for (float move : moves(cloud("a", 9, 0), new Jumble(50))) {
      assertThat(move).isEqualTo(Math.round(move)).isBetween(-50f, 50f);
    }
  }

  @Test
  void a_rotation_keeps_distances_and_the_centre_of_the_image() {
    PointCloud before =
        new PointCloud(
            new float[] {(HEIGHT - 1) / 2f, (WIDTH - 1) / 2f, 3, 4},
            new float[2],
            1,
            HEIGHT,
            WIDTH);

    PointCloud after =
        only(Rotate.defaults().apply(List.of(Sample.of("a", before, 0, 1)), STREAMS));

    assertThat(after.row(0)).isCloseTo(before.row(0), within(1e-5f));
    assertThat(after.column(0)).isCloseTo(before.column(0), within(1e-5f));
    assertThat(distance(after)).isCloseTo(distance(before), within(1e-4));
    assertThat(after.row(1)).isNotEqualTo(before.row(1));
  }

  @Test
  void the_published_rotation_turns_about_the_first_pixel() {
    PointCloud corner = new PointCloud(new float[2], new float[1], 1, HEIGHT, WIDTH);

    PointCloud after =
        only(
            new Rotate(180, Compat.PUBLISHED)
                .apply(List.of(Sample.of("a", corner, 0, 1)), STREAMS));

    assertThat(after.positions()).containsExactly(0, 0);
  }

  @Test
  void a_flip_mirrors_in_the_image_and_the_published_one_leaves_it() {
    Sample before = cloud("a", 5, 0);

    PointCloud ours = only(new Flip(1, Compat.NONE).apply(List.of(before), STREAMS));
    PointCloud published = only(new Flip(1, Compat.PUBLISHED).apply(List.of(before), STREAMS));

    assertThat(ours.row(2)).isEqualTo(HEIGHT - 1 - before.cloud().row(2));
    assertThat(ours.column(2)).isEqualTo(WIDTH - 1 - before.cloud().column(2));
    assertThat(published.row(2)).isEqualTo(-before.cloud().row(2));
  }

  @Test
  void arcmix_joins_parts_of_neighbours_and_their_labels_in_the_same_shares() {
    List<Sample> batch = batch(4);

    List<Sample> mixed = ArcMix.defaults().apply(batch, STREAMS);

    float lambda = mixed.get(0).label().of(0);
    assertThat(lambda).isStrictlyBetween(0f, 1f);
    assertThat(mixed.get(3).label().of(3)).isEqualTo(lambda);
    assertThat(mixed.get(3).label().of(0)).isCloseTo(1 - lambda, within(1e-6f));
    assertThat(mixed.get(0).cloud().points())
        .isEqualTo(
            (int) (lambda * batch.get(0).cloud().points())
                + (int) ((1 - lambda) * batch.get(1).cloud().points()));
  }

  @Test
  void the_published_arcmix_joins_the_last_cloud_with_the_first_as_it_has_become() {
    List<Sample> batch = batch(4);

    List<Sample> ours = ArcMix.defaults().apply(batch, STREAMS);
    List<Sample> published = new ArcMix(1, Compat.PUBLISHED).apply(batch, STREAMS);

    assertThat(ours.get(3).label().of(1)).isZero();
    assertThat(published.get(3).label().of(1)).isPositive();
    assertThat(text(published.subList(0, 3))).isEqualTo(text(ours.subList(0, 3)));
  }

  @Test
  void beta_has_the_mean_and_the_spread_of_its_alpha() {
    for (double alpha : new double[] {0.4, 1, 3}) {
      Draws draws = new Draws(new Philox(5));
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 4000; i++) {
        double x = draws.beta(alpha) - 0.5;
        sum += x;
        squares += x * x;
      }
      assertThat(sum / 4000).isCloseTo(0, within(0.02));
      assertThat(squares / 4000).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.006));
    }
  }

  @Test
  void magnitudes_without_sense_are_refused() {
    assertThatThrownBy(() -> new Masking(1)).hasMessage("share must be in [0, 1): 1.0");
    assertThatThrownBy(() -> new Noise(-1)).hasMessage("std must be at least 0: -1.0");
    assertThatThrownBy(() -> new ArcMix(0, Compat.NONE)).hasMessage("alpha must be positive: 0.0");
  }

  private static double distance(PointCloud cloud) {
    return Math.hypot(cloud.row(0) - cloud.row(1), cloud.column(0) - cloud.column(1));
  }

  private static float[] moves(Sample before, Augmentation augmentation) {
    float[] moves = only(augmentation.apply(List.of(before), STREAMS)).positions().clone();
    for (int i = 0; i < moves.length; i++) {
      moves[i] -= before.cloud().positions()[i];
    }
    return moves;
  }

  private static PointCloud only(List<Sample> batch) {
    assertThat(batch).hasSize(1);
    return batch.get(0).cloud();
  }

  private static List<Sample> batch(int clouds) {
    List<Sample> batch = new ArrayList<>();
    for (int i = 0; i < clouds; i++) {
      batch.add(cloud("cloud/" + i, 10 + 3 * i, i % CLASSES));
    }
    return batch;
  }

  /** Points on a diagonal; the first feature is ten times the row. */
  private static Sample cloud(String id, int points, int label) {
    float[] positions = new float[2 * points];
    float[] features = new float[3 * points];
    for (int p = 0; p < points; p++) {
      positions[2 * p] = p;
      positions[2 * p + 1] = p % WIDTH;
      features[3 * p] = 10 * p;
    }
    return Sample.of(id, new PointCloud(positions, features, 3, HEIGHT, WIDTH), label, CLASSES);
  }

  private static List<String> text(List<Sample> batch) {
    List<String> text = new ArrayList<>();
    for (Sample sample : batch) {
      StringBuilder line = new StringBuilder(sample.id());
      for (float x : sample.cloud().positions()) {
        line.append(' ').append(x);
      }
      for (float x : sample.cloud().features()) {
        line.append(' ').append(x);
      }
      for (int c = 0; c < sample.label().classes(); c++) {
        line.append(' ').append(sample.label().of(c));
      }
      text.add(line.toString());
    }
    return text;
  }

  private static Streams streams(int epoch) {
    return (purpose, id) -> new Philox((purpose + id).hashCode() * 31L + epoch);
  }
}
