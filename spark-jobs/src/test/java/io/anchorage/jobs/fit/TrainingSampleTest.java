package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ItemRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingSampleTest {
  private static final FitRecipe RECIPE = Fits.config("fit.seed=3").fit();

  @Test
  void the_choice_depends_on_seed_and_ids_not_on_their_order() {
    List<ItemRef> items = items(500);
    List<ItemRef> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(1));

    List<ItemRef> chosen = TrainingSample.choose(items.iterator(), Split.TRAIN, RECIPE, 20);

    assertThat(TrainingSample.choose(shuffled.iterator(), Split.TRAIN, RECIPE, 20))
        .isEqualTo(chosen);
    assertThat(
            TrainingSample.choose(
                items.iterator(), Split.TRAIN, Fits.config("fit.seed=4").fit(), 20))
        .isNotEqualTo(chosen);
    assertThat(chosen).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void only_training_images_are_chosen_from_anywhere_in_the_split() {
    List<ItemRef> chosen = TrainingSample.choose(items(500).iterator(), Split.TRAIN, RECIPE, 50);

    assertThat(chosen).extracting(ItemRef::split).containsOnly("train");
    assertThat(chosen.stream().mapToLong(ItemRef::index).average().orElseThrow())
        .isBetween(180.0, 320.0);
  }

  @Test
  void a_smaller_choice_is_the_beginning_of_a_larger_one() {
    List<ItemRef> many = TrainingSample.choose(items(200).iterator(), Split.TRAIN, RECIPE, 40);

    assertThat(TrainingSample.choose(items(200).iterator(), Split.TRAIN, RECIPE, 10))
        .isEqualTo(many.subList(0, 10));
    assertThat(TrainingSample.choose(items(5).iterator(), Split.TRAIN, RECIPE, 40)).hasSize(5);
  }

  private static List<ItemRef> items(int train) {
    List<ItemRef> items = new ArrayList<>();
    for (String split : List.of("train", "test")) {
      IntStream.range(0, train)
          .mapToObj(
              i -> new ItemRef("d/" + split + "/" + i, split, i, "file", i, 784, FileStamp.UNKNOWN))
          .forEach(items::add);
    }
    return items;
  }

  @Test
  void the_choice_stays_as_existing_tables_were_fitted_with() {
    assertThat(TrainingSample.choose(items(500).iterator(), Split.TRAIN, RECIPE, 8))
        .extracting(ItemRef::index)
        .containsExactly(355L, 203L, 274L, 270L, 36L, 222L, 380L, 306L);
  }
}
