package io.anchorage.family.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArcFamilyTest {
  private static final ArcConfig CONFIG = ArcConfig.defaults();

  @Test
  void the_family_is_found_by_its_config() {
    assertThat(CONFIG.family()).isInstanceOf(ArcFamily.class);
  }

  @Test
  void published_sizes_follow_from_the_defaults() {
    assertThat(CONFIG.hidden()).isEqualTo(136);
    assertThat(CONFIG.wantedLatents(28 * 28)).isEqualTo(39);
    assertThat(CONFIG.wantedLatents(32 * 32)).isEqualTo(51);
    assertThat(CONFIG.wantedLatents(100 * 100)).isEqualTo(500);
    assertThat(CONFIG.wantedLatents(512 * 512)).isEqualTo(13_107);
    assertThat(CONFIG.wantedLatents(1)).isEqualTo(4);
    int parameters =
        decoder(3).toShared().tensors().values().stream().mapToInt(t -> t.data().length).sum();
    assertThat(parameters).isEqualTo(19_043);
  }

  @Test
  void parameters_and_layout_name_columns_that_are_there() {
    ArcFamily family = new ArcFamily();
    List<String> names = family.columns().stream().map(Column::name).toList();
    assertThat(names)
        .containsExactly(
            "num_latents", "latent_dim", "positions", "latents", "relative_mean", "relative_std");
    assertThat(names).containsAll(family.parameterColumns());
    assertThat(family.layout(CONFIG, 1))
        .allSatisfy(entry -> assertThat(names).contains(entry.column()));
    assertThat(ArcContract.of(CONFIG).neighbours()).isEqualTo(4);
  }

  @Test
  void a_step_costs_more_with_more_pixels() {
    ArcFamily family = new ArcFamily();
    double small = family.stepCost(CONFIG, Grid.image(28, 28), 1);
    double large = family.stepCost(CONFIG, Grid.image(280, 280), 1);
    assertThat(large / small).isBetween(90.0, 110.0);
  }

  @Test
  void a_decoder_survives_being_stored() {
    ArcDecoder decoder = decoder(3);
    ArcDecoder again = ArcDecoder.of(CONFIG, decoder.toShared());
    assertThat(again.channels()).isEqualTo(3);
    assertThat(again.hiddenWeight()).containsExactly(decoder.hiddenWeight());
    assertThat(again.outputBias()).containsExactly(decoder.outputBias());
  }

  @Test
  void an_untrained_decoder_is_uniform_within_one_over_the_root_of_its_inputs() {
    float bound = (float) (1 / Math.sqrt(136));
    float[] weights = decoder(1).hiddenWeight();
    float low = 0;
    float high = 0;
    for (float weight : weights) {
      low = Math.min(low, weight);
      high = Math.max(high, weight);
    }
    assertThat(low).isBetween(-bound, -0.99f * bound);
    assertThat(high).isBetween(0.99f * bound, bound);
  }

  @Test
  void a_decoder_of_another_recipe_is_refused_with_both_shapes() {
    ArcConfig other = new ArcConfig(0.05, 0, 16, 4, 1e-4f, 0.25, CONFIG.decoder());
    assertThatThrownBy(() -> ArcDecoder.of(other, decoder(1).toShared()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "decoder.0.weight has shape [136, 136], but the recipe needs [72, 72]")
        .hasMessageContaining("latent-dim 16");
  }

  @Test
  void a_file_without_a_decoder_is_refused_with_what_it_holds() {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("siren", new Tensor(List.of(1), new float[1]));
    assertThatThrownBy(() -> ArcDecoder.of(CONFIG, new SharedParameters(tensors)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no tensor decoder.2.weight, only [siren]");
  }

  @Test
  void a_field_whose_columns_disagree_is_refused() {
    Field field =
        Field.on(Grid.image(2, 2), Normalisation.unit(1))
            .count("num_latents", 4)
            .count("latent_dim", 32)
            .floats("positions", new float[8])
            .floats("latents", new float[100])
            .number("relative_mean", 0f)
            .number("relative_std", 1f)
            .build();
    assertThatThrownBy(
            () ->
                new ArcFamily()
                    .evaluate(CONFIG, decoder(1).toShared(), field, Coordinates.of(field.grid())))
        .hasMessage("The ARC field has latents 100, but its table says 128");
  }

  private static ArcDecoder decoder(int channels) {
    return ArcDecoder.initial(CONFIG, channels, name -> new Philox(name.length()));
  }
}
