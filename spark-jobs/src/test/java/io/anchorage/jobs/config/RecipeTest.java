package io.anchorage.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
  private static Recipe with(String... settings) {
    return Recipe.of(JobConfigs.load(null, List.of(settings)));
  }

  @Test
  void the_hash_of_the_default_recipe_is_as_recorded() {
    assertThat(with().json())
        .isEqualTo(
            "{\"fit\":{\"adam\":{\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":0.00000001,"
                + "\"learning-rate\":0.0005},\"curve-at\":[],\"family\":{\"depth\":2,"
                + "\"initialisation\":\"per-image\",\"kind\":\"siren\",\"omega\":[30],"
                + "\"variant\":\"reference\",\"width\":32},\"repeats\":1,\"seed\":0,"
                + "\"stop\":{\"check-every\":25,\"plateau-decibels\":0,\"plateau-steps\":100,"
                + "\"steps\":1000,\"target-psnr\":0}},\"format\":1,\"signal\":{\"alpha\":\"black\","
                + "\"transforms\":[],\"values\":\"symmetric\"}}");
    assertThat(with().hash())
        .isEqualTo("3c05d2e237397ec27b41a4b8635a27a7ff80e3c6c1046821eab2219d2522e314");
  }

  @Test
  void whatever_changes_a_field_changes_the_hash() {
    Set<String> hashes = new HashSet<>();
    for (String setting :
        List.of(
            "fit.seed=1",
            "fit.seed=2",
            "fit.repeats=2",
            "fit.stop.steps=999",
            "fit.adam.beta1=0.91",
            "fit.family.omega=[30, 31]",
            "fit.family.variant=coin",
            "fit.family.last-layer=solved",
            "fit.family.initialisation=learnt",
            "fit.family.kind=arc",
            "signal.alpha=white",
            "signal.values=unit",
            "signal.transforms=[{kind: resize-shortest, side: 8}]",
            "signal.transforms=[{kind: resize-shortest, side: 9}]")) {
      hashes.add(with(setting).hash());
    }
    hashes.add(with().hash());

    assertThat(hashes).hasSize(15);
  }

  @Test
  void the_hash_of_the_default_arc_is_that_from_before_relative_positions_had_keys() {
    assertThat(with("fit.family.kind=arc").json()).doesNotContain("relative");
    assertThat(with("fit.family.kind=arc", "fit.family.relative-scale=0").hash())
        .isEqualTo("294c13093eb07a4fde39c582d06cfdd2887bc24477c47c628f5f62c45b7a7455");
    assertThat(with("fit.family.kind=arc", "fit.family.relative-scale=4").json())
        .contains("\"relative-scale\":4")
        .doesNotContain("relative-limit");
  }

  @Test
  void a_learnt_start_enters_by_its_hash() {
    String start = "0123456789abcdef".repeat(4);
    assertThat(with().json()).doesNotContain("start", "last-layer");
    assertThat(with("fit.family.initialisation=learnt", "fit.family.start=" + start).json())
        .contains("\"start\":\"" + start + "\"");
  }

  @Test
  void the_source_and_the_run_do_not_enter() {
    assertThat(with("source.dataset=x", "run.engine=scalar", "run.task-seconds=1").hash())
        .isEqualTo(with().hash());
  }

  @Test
  void an_automatic_range_and_the_same_range_by_name_are_one_recipe() {
    assertThat(with("signal.values=symmetric").hash()).isEqualTo(with().hash());
  }

  @ParameterizedTest
  @CsvSource({"reference,SYMMETRIC", "nfn,SYMMETRIC", "coin,UNIT", "dwsnets,UNIT"})
  void siren_variants_have_the_range_of_their_published_code(String variant, ValueRange range) {
    assertThat(with("fit.family.variant=" + variant).signal().values()).isEqualTo(range);
  }

  @Test
  void arc_has_unit_pixels() {
    assertThat(with("fit.family.kind=arc").signal().values()).isEqualTo(ValueRange.UNIT);
  }

  @Test
  void a_recipe_reads_back_from_its_json() {
    Recipe recipe =
        with(
            "fit.family.kind=arc",
            "fit.adam.learning-rate=0.1",
            "signal.transforms=[{kind: center-crop, height: 3, width: 4}]");

    Recipe read = Recipe.parse(recipe.json(), "manifest.json");

    assertThat(read).isEqualTo(recipe);
    assertThat(read.hash()).isEqualTo(recipe.hash());
  }

  @Test
  void a_recipe_of_a_later_format_is_refused() {
    assertThatThrownBy(() -> Recipe.parse("{\"format\": 9}", "manifest.json"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Recipe format 9 is not supported; this version of Anchorage reads format 1 (manifest.json)");
  }
}
