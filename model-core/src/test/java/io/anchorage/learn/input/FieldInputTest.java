package io.anchorage.learn.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.cloud.PointCloud;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.ArcFamily;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import org.junit.jupiter.api.Test;

class FieldInputTest {
  private static final int HEIGHT = 9;
  private static final int WIDTH = 12;
  private static final int CHANNELS = 2;
  private static final int ANCHORS = 7;
  private static final ArcConfig CONFIG = ArcConfig.defaults();
  private static final SharedParameters DECODER =
      ArcDecoder.initial(CONFIG, CHANNELS, new Seeds(3, "decoder", 0)::stream).toShared();

  private final Field field = field();
  private final float[] image =
      new ArcFamily().evaluate(CONFIG, DECODER, field, Coordinates.of(field.grid()));

  @Test
  void latents_are_the_fields_own_numbers() {
    PointCloud cloud = new Latents().view(CONFIG, DECODER, field);

    assertThat(cloud.points()).isEqualTo(ANCHORS);
    assertThat(cloud.dim()).isEqualTo(32);
    assertThat(cloud.height()).isEqualTo(HEIGHT);
    assertThat(cloud.width()).isEqualTo(WIDTH);
    assertThat(cloud.features()).isEqualTo(field.floats(ArcFamily.LATENTS));
  }

  @Test
  void a_probe_shows_the_pixels_around_its_anchor_and_repeats_the_border() {
    PointCloud cloud = AnchoredProbes.defaults().view(CONFIG, DECODER, field);

    assertThat(cloud.dim()).isEqualTo(25 * CHANNELS);
    for (int p = 0; p < ANCHORS; p++) {
      for (int i = 0; i < 25; i++) {
        int row = Math.max(0, Math.min(HEIGHT - 1, ((int) cloud.row(p)) + i / 5 - 2));
        int column = Math.max(0, Math.min(WIDTH - 1, ((int) cloud.column(p)) + i % 5 - 2));
        for (int c = 0; c < CHANNELS; c++) {
          assertThat(cloud.features()[(p * 25 + i) * CHANNELS + c])
              .isCloseTo(image[(c * HEIGHT + row) * WIDTH + column], within(1e-5f));
        }
      }
    }
  }

  @Test
  void a_probe_of_one_value_looks_at_its_anchor() {
    PointCloud cloud = new AnchoredProbes(1, 3).view(CONFIG, DECODER, field);

    int pixel = ((int) cloud.row(4)) * WIDTH + ((int) cloud.column(4));
    assertThat(cloud.features()[4 * CHANNELS + 1])
        .isCloseTo(image[HEIGHT * WIDTH + pixel], within(1e-5f));
  }

  @Test
  void a_rendered_square_spans_the_image_whatever_its_sides() {
    PointCloud cloud = new Rendered(3).view(CONFIG, DECODER, field);

    assertThat(cloud.points()).isEqualTo(9);
    // The middles of thirds: rows 1, 4, 7 and columns 1.5, 5.5, 9.5.
    assertThat(cloud.row(4)).isEqualTo(4);
    assertThat(cloud.column(3)).isEqualTo(1.5f);
    assertThat(cloud.column(5)).isEqualTo(9.5f);
    float[] middle =
        new ArcFamily()
            .evaluate(CONFIG, DECODER, field, new Coordinates(new float[][] {{4}, {5.5f}}));
    assertThat(cloud.features()[4 * CHANNELS + 1]).isCloseTo(middle[1], within(1e-5f));
  }

  @Test
  void patches_without_a_middle_are_refused() {
    assertThatThrownBy(() -> new AnchoredProbes(4, 1))
        .hasMessage("side must be odd, in 1 .. 31: 4");
    assertThatThrownBy(() -> new AnchoredProbes(5, 0)).hasMessage("spacing must be positive: 0.0");
  }

  private static Field field() {
    float[] positions = new float[2 * ANCHORS];
    for (int a = 0; a < ANCHORS; a++) {
      positions[2 * a] = (a * 5) % HEIGHT;
      positions[2 * a + 1] = (a * 7) % WIDTH;
    }
    float[] latents = new float[ANCHORS * 32];
    new Philox(5).fillUniform(latents, 0, latents.length, -1, 1);
    return Field.on(Grid.image(HEIGHT, WIDTH), Normalisation.unit(CHANNELS))
        .count(ArcFamily.NUM_LATENTS, ANCHORS)
        .count(ArcFamily.LATENT_DIM, 32)
        .floats(ArcFamily.POSITIONS, positions)
        .floats(ArcFamily.LATENTS, latents)
        .number(ArcFamily.RELATIVE_MEAN, 0.1f)
        .number(ArcFamily.RELATIVE_STD, 2)
        .build();
  }
}
