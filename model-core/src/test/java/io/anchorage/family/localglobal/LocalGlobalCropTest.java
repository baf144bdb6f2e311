package io.anchorage.family.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Croppable.Box;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalGlobalCropTest {
  private static final LocalGlobalConfig CONFIG =
      LocalGlobalConfig.defaults().sized(List.of(4, 5), 6, 9);

  private final LocalGlobalCrop crop = new LocalGlobalCrop();

  private static Field field(Grid grid) {
    float[] all =
        LocalGlobalStart.draw(
            LocalGlobalShape.of(CONFIG, grid.dimensions(), 2),
            1,
            name -> new Philox(name.hashCode()));
    return Field.on(grid, Normalisation.unit(2))
        .floats("parameters", all)
        .floats("frame", Frame.whole(grid).numbers())
        .build();
  }

  private static float[] values(LocalGlobalConfig config, Field field) {
    return config
        .family()
        .evaluate(config, SharedParameters.none(), field, Coordinates.of(field.grid()));
  }

  /** On sides that partitions divide, and on sides that they do not. */
  @Test
  void a_box_becomes_whole_partitions_and_its_values_keep_their_bits() {
    for (Grid grid : List.of(Grid.image(40, 50), Grid.image(37, 23))) {
      Field whole = field(grid);
      float[] before = values(CONFIG, whole);
      Box box = new Box(List.of(11, 12), List.of(4, 9));
      Box widened = crop.widened(CONFIG, whole, box);
      LocalGlobalConfig config = (LocalGlobalConfig) crop.config(CONFIG, whole, widened);
      Field part = crop.crop(CONFIG, whole, widened);

      assertThat(part.grid().extents()).isEqualTo(widened.size());
      for (int a = 0; a < 2; a++) {
        assertThat(widened.first().get(a)).isLessThanOrEqualTo(box.first().get(a));
        assertThat(widened.first().get(a) + widened.size().get(a))
            .isGreaterThanOrEqualTo(box.first().get(a) + box.size().get(a));
      }
      assertThat(crop.widened(CONFIG, whole, widened)).isEqualTo(widened);
      LocalGlobalShape shape = LocalGlobalShape.of(config, 2, 2);
      assertThat(part.floats("parameters")).hasSize(shape.parameters());
      assertThat(shape.partitions().held()).isLessThan(20);
      float[] after = values(config, part);
      assertSameBits(grid, widened, before, after);
    }
  }

  private static void assertSameBits(Grid grid, Box box, float[] before, float[] after) {
    int rows = box.size().get(0);
    int columns = box.size().get(1);
    for (int c = 0; c < 2; c++) {
      for (int r = 0; r < rows; r++) {
        for (int q = 0; q < columns; q++) {
          int line = c * grid.extent(0) + box.first().get(0) + r;
          assertThat(after[(c * rows + r) * columns + q])
              .isEqualTo(before[line * grid.extent(1) + box.first().get(1) + q]);
        }
      }
    }
  }

  @Test
  void a_cropped_field_can_be_cropped_again() {
    Grid grid = Grid.image(40, 50);
    Field whole = field(grid);
    Box outer = new Box(List.of(10, 10), List.of(30, 40));
    LocalGlobalConfig config = (LocalGlobalConfig) crop.config(CONFIG, whole, outer);
    Field once = crop.crop(CONFIG, whole, outer);
    Box inner = crop.widened(config, once, new Box(List.of(10, 15), List.of(1, 10)));
    assertThat(inner).isEqualTo(new Box(List.of(10, 10), List.of(10, 20)));
    Field twice = crop.crop(config, once, inner);
    Box same = new Box(List.of(20, 20), List.of(10, 20));
    assertThat(twice.floats("parameters"))
        .containsExactly(crop.crop(CONFIG, whole, same).floats("parameters"));
    assertThat(twice.floats("frame")).containsExactly(20, 40, 20, 50);
    assertThat(crop.config(config, once, inner)).isEqualTo(crop.config(CONFIG, whole, same));
  }

  /** Figure 1 of the paper: what is left goes with the partitions. */
  @Test
  void parameters_fall_with_the_partitions() {
    LocalGlobalConfig config = LocalGlobalConfig.defaults();
    int quarter = LocalGlobalShape.of(config.keeping(List.of(4, 8, 4, 8)), 2, 1).parameters();
    assertThat(quarter).isEqualTo(23_058 + 64 * 687);
  }
}
