package io.anchorage.learn.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.ModelTest;
import io.anchorage.learn.ModelUnderTest;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.ModelParameters;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What models of clouds promise beyond what all models do, in double precision. */
class CloudModelTest {
  private static final int CLASSES = 4;
  private static final double EXACT = 1e-10;
  private static final List<PointCloud> CLOUDS = ModelTest.clouds();

  private ModelUnderTest model;

  static List<ModelConfig> all() {
    return ModelTest.cloudModels();
  }

  static List<ModelConfig> withoutOrigin() {
    return all().stream().filter(config -> !(config instanceof RenderCnnConfig)).toList();
  }

  private static PtV3Config ptv3(double pixels, Compat compat) {
    return new PtV3Config(
        List.of(1, 2),
        List.of(8, 12),
        List.of(2, 3),
        5,
        2,
        0.3,
        2,
        true,
        pixels,
        true,
        true,
        compat);
  }

  @Test
  void the_published_ptv3_sees_features_alone() {
    assertThatThrownBy(() -> ptv3(4, Compat.PUBLISHED))
        .hasMessage("pixels must be 0 with compat published, which sees latents alone: 4.0");
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_order_of_points_does_not_matter(ModelConfig config) {
    ModelUnderTest model = model(config);

    assertSame(model.logits(CLOUDS), model.logits(CLOUDS.stream().map(Clouds::reversed).toList()));
  }

  @ParameterizedTest
  @MethodSource("withoutOrigin")
  void a_shift_of_the_whole_cloud_does_not_matter(ModelConfig config) {
    ModelUnderTest model = model(config);
    double[] before = model.logits(CLOUDS);
    float[][] shifts = {{1, 0}, {-37, 1000}, {0.3f, 0.7f}, {123.456f, -9.87f}};

    for (float[] shift : shifts) {
      List<PointCloud> moved =
          CLOUDS.stream().map(cloud -> Clouds.shifted(cloud, shift[0], shift[1])).toList();
      double[] after = model.logits(moved);
      for (int i = 0; i < after.length; i++) {
        assertThat(after[i]).isCloseTo(before[i], within(1e-6));
      }
    }
  }

  @Test
  void the_published_ptv3_is_random_in_evaluation() {
    ModelUnderTest model = model(ptv3(0, Compat.PUBLISHED));
    List<PointCloud> clouds = CLOUDS.stream().filter(cloud -> cloud.points() > 1).toList();
    double[] once = model.logits(clouds);

    assertThat(model.logits(clouds)).isNotEqualTo(once);
  }

  @Test
  void the_published_ptv3_without_shuffling_still_depends_on_its_batch_mates() {
    PtV3Config config =
        new PtV3Config(
            List.of(1, 2),
            List.of(8, 12),
            List.of(2, 3),
            5,
            2,
            0.3,
            2,
            true,
            0,
            false,
            false,
            Compat.PUBLISHED);
    ModelUnderTest model = model(config);

    double[] alone = model.logits(CLOUDS.subList(0, 1));
    double[] together = model.logits(CLOUDS);

    assertThat(together[0]).isNotCloseTo(alone[0], within(1e-4));
  }

  @Test
  void the_published_sizes_have_the_published_number_of_stages_and_blocks() {
    PtV3Config sizes = PtV3Config.arcSizes();

    assertThat(sizes.depths()).containsExactly(1, 1, 2, 1);
    assertThat(sizes.channels()).containsExactly(64, 64, 64, 64);
    assertThat(sizes.heads()).containsExactly(8, 16, 32, 32);
    assertThat(sizes.patch()).isEqualTo(25);
    assertThat(sizes.offsetBound()).isEqualTo(9);
    assertThat(sizes.grid()).isEqualTo(2);
    assertThat(sizes.dropPath()).isEqualTo(0.3);
    ModelParameters plan = new ModelParameters();
    sizes.build(plan, ViewShape.of(32), 10);
    // 1 018 562 in space, of which these can be reached from a plane.
    assertThat(plan.size()).isBetween(430_000, 450_000);
  }

  private ModelUnderTest model(ModelConfig config) {
    model = new ModelUnderTest(config, CLOUDS, CLASSES);
    return model;
  }

  @AfterEach
  void close() {
    if (model != null) {
      model.close();
    }
  }

  private static void assertSame(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      assertThat(one[i]).isCloseTo(other[i], within(EXACT));
    }
  }
}
