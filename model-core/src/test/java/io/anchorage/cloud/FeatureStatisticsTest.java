package io.anchorage.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureStatisticsTest {
  private static final ViewShape DIM = ViewShape.of(2);
  private static final PointCloud FIRST = cloud(1, 10, 3, 30);
  private static final PointCloud SECOND = cloud(5, 50);

  @Test
  void means_and_deviations_are_those_of_the_textbook() {
    FeatureStatistics statistics = of(FIRST, SECOND);

    assertThat(statistics.means()).containsExactly(3f, 30f);
    assertThat(statistics.stds().get(0)).isCloseTo((float) Math.sqrt(8 / 3.0), within(1e-6f));
    assertThat(statistics.stds().get(1)).isCloseTo((float) Math.sqrt(800 / 3.0), within(1e-5f));
    assertThat(statistics.mean()).isEqualTo(16.5f);
    double squares = 0;
    for (double x : new double[] {1, 10, 3, 30, 5, 50}) {
      squares += (x - 16.5) * (x - 16.5);
    }
    assertThat(statistics.std()).isCloseTo((float) Math.sqrt(squares / 6), within(1e-5f));
  }

  @Test
  void small_latents_around_a_large_mean_keep_their_digits() {
    FeatureStatistics statistics = of(cloud(1000.001f, 0), cloud(1000.002f, 0), cloud(1000, 0));

    assertThat(statistics.stds().get(0)).isCloseTo(8.2e-4f, within(5e-5f));
  }

  @Test
  void a_feature_that_never_varied_in_training_is_nothing_anywhere() {
    FeatureStatistics statistics = of(cloud(0.1f, 3), cloud(0.1f, 4));

    FieldView other = FeatureNormalisation.PER_DIM.by(statistics, DIM).apply(cloud(0.1001f, 3.5f));

    assertThat(other.features()).containsExactly(0, 0);
  }

  @Test
  void per_dimension_normalisation_gives_each_dimension_mean_0_and_deviation_1() {
    FeatureStatistics raw = of(FIRST, SECOND);
    FeatureStatistics normalised =
        of(
            FeatureNormalisation.PER_DIM.by(raw, DIM).apply(FIRST),
            FeatureNormalisation.PER_DIM.by(raw, DIM).apply(SECOND));

    for (int d = 0; d < 2; d++) {
      assertThat(normalised.means().get(d)).isCloseTo(0f, within(1e-6f));
      assertThat(normalised.stds().get(d)).isCloseTo(1f, within(1e-6f));
    }
  }

  @Test
  void whole_normalisation_keeps_the_ratios_between_dimensions() {
    FieldView normalised = FeatureNormalisation.WHOLE.by(of(FIRST, SECOND), DIM).apply(FIRST);
    float[] x = normalised.features();

    assertThat((x[3] - x[1]) / (x[2] - x[0])).isCloseTo(10f, within(1e-5f));
    assertThat(FeatureNormalisation.NONE.by(of(FIRST), DIM).apply(FIRST)).isSameAs(FIRST);
  }

  @ParameterizedTest
  @EnumSource(names = "PER_LAYER", mode = EnumSource.Mode.EXCLUDE)
  void a_constant_dimension_stays_finite(FeatureNormalisation normalisation) {
    PointCloud constant = cloud(4, 4, 4, 4);

    for (float x : normalisation.by(of(constant), DIM).apply(constant).features()) {
      assertThat(x).isFinite();
    }
  }

  @Test
  void clouds_of_two_dimensions_in_one_dataset_are_refused() {
    FeatureStatistics.Sums sums = new FeatureStatistics.Sums();
    sums.add(FIRST);

    assertThatThrownBy(() -> sums.add(new PointCloud(new float[2], new float[3], 3, 8, 8)))
        .hasMessage("Clouds of 2 and 3 features in one dataset");
  }

  private static FeatureStatistics of(FieldView... clouds) {
    FeatureStatistics.Sums sums = new FeatureStatistics.Sums();
    List.of(clouds).forEach(sums::add);
    return sums.finish();
  }

  private static PointCloud cloud(float... features) {
    return new PointCloud(new float[features.length], features, 2, 8, 8);
  }
}
