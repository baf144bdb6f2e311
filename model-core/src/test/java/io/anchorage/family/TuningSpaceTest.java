package io.anchorage.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.TuningAxis;
import io.anchorage.fit.TuningSpace;
import io.anchorage.signal.Grid;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What families say is worth tuning. */
class TuningSpaceTest {
  private static final Grid SMALL = Grid.image(28, 28);
  private static final Grid LARGE = Grid.image(256, 256);

  static Stream<FitRecipe> recipes() {
    return Families.all().stream()
        .filter(family -> family.adapters().has(TuningSpace.class))
        .map(family -> family.adapter(DefaultRecipe.class).orElseThrow().recipe());
  }

  @Test
  void every_family_that_is_shipped_has_a_space() {
    assertThat(recipes().map(recipe -> recipe.family().kind())).contains("siren", "finer", "arc");
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void the_bases_own_values_give_the_base_and_all_others_give_other_configs(FitRecipe recipe) {
    FamilyConfig base = recipe.family();
    for (TuningAxis axis : space(base).axes(base, LARGE)) {
      for (int i = 0; i < axis.values().size(); i++) {
        FamilyConfig changed = axis.change().of(base, i);
        if (i == axis.own()) {
          assertThat(changed).as(axis.key()).isEqualTo(base);
        } else {
          assertThat(changed).as(axis.key()).isNotEqualTo(base).hasSameClassAs(base);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void a_look_costs_less_than_a_step_on_all_points(FitRecipe recipe) {
    FamilyConfig base = recipe.family();
    Family family = base.family();
    double look = space(base).lookCost(base, LARGE, 3);

    assertThat(look).isPositive();
    for (TuningAxis axis : space(base).axes(base, LARGE)) {
      if (axis.key().equals("pixels-per-step")) {
        FamilyConfig all = axis.change().of(base, axis.values().size() - 1);
        assertThat(look).isLessThan(family.stepCost(all, LARGE, 3));
        assertThat(space(base).lookCost(all, LARGE, 3)).isEqualTo(look);
      }
    }
  }

  @Test
  void a_value_of_ones_own_is_among_those_that_are_tried() {
    SirenConfig own =
        new SirenConfig(
            32,
            2,
            List.of(30f),
            SirenConfig.defaults().variant(),
            SirenConfig.defaults().initialisation(),
            1.7,
            1);

    TuningAxis scale = space(own).axes(own, SMALL).get(0);

    assertThat(scale.key()).isEqualTo("weight-scale");
    assertThat(scale.values()).containsExactly("1", "1.25", "1.5", "1.7", "2", "2.5", "3");
    assertThat(scale.values().get(scale.own())).isEqualTo("1.7");
  }

  @Test
  void sines_see_fewer_points_a_step_on_large_grids_only() {
    FamilyConfig siren = SirenConfig.defaults();
    FamilyConfig arc = ArcConfig.defaults();

    assertThat(keys(siren, SMALL)).containsExactly("weight-scale", "omega-times");
    assertThat(keys(siren, LARGE)).contains("pixels-per-step");
    assertThat(keys(arc, SMALL)).containsExactly("pixels-per-step", "decoder.schedule");
  }

  private static List<String> keys(FamilyConfig config, Grid grid) {
    return space(config).axes(config, grid).stream().map(TuningAxis::key).toList();
  }

  private static TuningSpace space(FamilyConfig config) {
    return config.family().adapter(TuningSpace.class).orElseThrow();
  }
}
