package io.anchorage.family.siren;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.Families;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.MlpContract;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SirenFamilyTest {
  private final SirenFamily family = new SirenFamily();

  @Test
  void the_family_is_registered() {
    assertThat(Families.all()).hasAtLeastOneElementOfType(SirenFamily.class);
  }

  @Test
  void the_layout_tiles_the_parameters_without_gaps() {
    SirenConfig config = config(SirenVariant.REFERENCE);
    List<LayoutEntry> layout = family.layout(config, 3);
    int next = 0;
    for (LayoutEntry entry : layout) {
      assertThat(entry.offset()).isEqualTo(next);
      int size = 1;
      for (LayoutEntry.Size extent : entry.shape()) {
        size *= ((LayoutEntry.Size.Fixed) extent).count();
      }
      next += size;
    }
    assertThat(layout)
        .extracting(LayoutEntry::name)
        .containsExactly("W0", "b0", "W1", "b1", "W2", "b2");
    assertThat(next).isEqualTo(MlpGeometry.shape(config, 2, 3).parameters()).isEqualTo(1251);
  }

  /** The bounds of models.md 1.1 for a 2-32-32-1 network with omega 30. */
  @ParameterizedTest
  @CsvSource({
    "REFERENCE, 0.5, 0.0144338, 0.0144338, 0.7071068, 0.1767767, 0.1767767",
    "NFN,       0.5, 0.0144338, 0.0144338, 0.7071068, 0.1767767, 0.1767767",
    "COIN,      0.5, 0.0144338, 0.0144338, 0.5, 0.0144338, 0.0144338",
    "DWSNETS,   0.0577350, 0.0144338, 0.1767767, 0, 0, 0.1767767"
  })
  void each_variant_starts_as_published(
      SirenVariant variant, float w0, float w1, float w2, float b0, float b1, float b2) {
    SirenConfig config = config(variant);
    MlpShape shape = MlpGeometry.shape(config, 2, 1);
    float[] parameters = SirenStart.draw(config, shape, purpose -> new Philox(purpose.hashCode()));
    float[] weights = {w0, w1, w2};
    float[] biases = {b0, b1, b2};
    for (int l = 0; l < 3; l++) {
      assertSpread(parameters, shape.weights(l), shape.biases(l), weights[l]);
      assertSpread(parameters, shape.biases(l), shape.biases(l) + shape.fanOut(l), biases[l]);
    }
  }

  private static void assertSpread(float[] parameters, int from, int to, float bound) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      assertThat(parameters[i]).isBetween(-bound * 1.00001f, bound * 1.00001f);
      squares += parameters[i] * parameters[i];
    }
    if (to - from >= 32) {
      double deviation = Math.sqrt(squares / (to - from));
      assertThat(deviation).isCloseTo(bound / Math.sqrt(3), within(0.25 * bound));
    }
  }

  @Test
  void rows_come_first_except_for_dwsnets() {
    Grid grid = Grid.image(2, 3);
    MlpPoints rowsFirst = MlpGeometry.points(config(SirenVariant.REFERENCE), grid);
    assertThat(rowsFirst.coordinates(0)).startsWith(-1, -1, -1, 1, 1, 1);
    assertThat(rowsFirst.coordinates(1)).startsWith(-1, 0, 1, -1, 0, 1);
    MlpPoints columnsFirst = MlpGeometry.points(config(SirenVariant.DWSNETS), grid);
    assertThat(columnsFirst.coordinates(0)).startsWith(-1, 0, 1, -1, 0, 1);
    assertThat(columnsFirst.coordinates(1)).startsWith(-1, -1, -1, 1, 1, 1);
  }

  @Test
  void an_axis_of_one_place_sits_at_zero() {
    MlpPoints points = MlpGeometry.points(config(SirenVariant.REFERENCE), Grid.image(1, 2));
    assertThat(points.coordinates(0)).startsWith(0, 0);
    assertThat(points.coordinates(1)).startsWith(-1, 1);
  }

  @ParameterizedTest
  @EnumSource(SirenVariant.class)
  void a_fields_value_at_a_grid_point_is_its_value_on_the_grid(SirenVariant variant) {
    SirenConfig config = config(variant);
    Grid grid = Grid.image(5, 9);
    Field field = field(config, grid);
    float[] grown = family.reconstruct(config, SharedParameters.none(), field);
    float[] pointwise =
        family.evaluate(config, SharedParameters.none(), field, Coordinates.of(grid));
    assertThat(grown).hasSize(45);
    for (int n = 0; n < grown.length; n++) {
      assertThat(pointwise[n]).isCloseTo(grown[n], within(1e-5f));
    }
  }

  @Test
  void a_dwsnets_field_is_half_brighter_and_transposed() {
    Grid square = Grid.image(6, 6);
    Field field = field(config(SirenVariant.REFERENCE), square);
    float[] plain =
        family.reconstruct(config(SirenVariant.REFERENCE), SharedParameters.none(), field);
    float[] other =
        family.reconstruct(config(SirenVariant.DWSNETS), SharedParameters.none(), field);
    for (int r = 0; r < 6; r++) {
      for (int c = 0; c < 6; c++) {
        assertThat(other[r * 6 + c]).isCloseTo(plain[c * 6 + r] + 0.5f, within(1e-5f));
      }
    }
  }

  @Test
  void parameters_of_another_size_are_refused() {
    Field field =
        Field.on(Grid.image(2, 2), Normalisation.unit(1))
            .floats(MlpFields.PARAMETERS, new float[7])
            .build();
    assertThatThrownBy(
            () -> family.reconstruct(SirenConfig.defaults(), SharedParameters.none(), field))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1185")
        .hasMessageEndingWith("not 7");
  }

  @Test
  void the_contract_tells_variants_apart() {
    MlpContract dwsnets = (MlpContract) family.contract(config(SirenVariant.DWSNETS));
    assertThat(dwsnets.outputOffset()).isEqualTo(0.5f);
    assertThat(dwsnets.coordinateOrder()).containsExactly("column", "row");
    MlpContract nfn = (MlpContract) family.contract(config(SirenVariant.NFN));
    assertThat(nfn.outputOffset()).isZero();
    assertThat(nfn.coordinateOrder()).containsExactly("row", "column");
  }

  private static Field field(SirenConfig config, Grid grid) {
    MlpShape shape = MlpGeometry.shape(config, 2, 1);
    float[] parameters =
        SirenStart.draw(config(SirenVariant.REFERENCE), shape, p -> new Philox(p.hashCode()));
    return Field.on(grid, Normalisation.unit(1)).floats(MlpFields.PARAMETERS, parameters).build();
  }

  private static SirenConfig config(SirenVariant variant) {
    return new SirenConfig(32, 2, List.of(30f), variant, Initialisation.PER_IMAGE);
  }
}
