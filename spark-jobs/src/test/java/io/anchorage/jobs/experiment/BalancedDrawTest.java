package io.anchorage.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

final class BalancedDrawTest {
  private final ImageSource sample =
      ImageSources.open(
          SourceConfig.defaults(), "../conf/sample/fashion-mnist", new Configuration(), 0);

  private Set<String> draw(int train, int test, long seed) {
    return BalancedDraw.ids(sample, Map.of("train", train, "test", test), seed);
  }

  @Test
  void each_class_gives_as_many_images_or_one_more() {
    Set<String> drawn = draw(64, 30, 0);

    Map<Integer, Integer> train = new TreeMap<>();
    Map<Integer, Integer> test = new TreeMap<>();
    List<ItemRef> items = new ArrayList<>();
    sample.items().forEachRemaining(items::add);
    sample
        .read(items.stream().filter(item -> drawn.contains(item.id())).toList())
        .forEachRemaining(
            image ->
                (image.item().split().equals("train") ? train : test)
                    .merge(((SourceImage.Decoded) image).label(), 1, Integer::sum));
    assertThat(train.values()).containsExactly(7, 7, 7, 7, 6, 6, 6, 6, 6, 6);
    assertThat(test.values()).containsOnly(3).hasSize(10);
  }

  @Test
  void a_smaller_draw_is_part_of_a_larger_one_and_another_seed_draws_others() {
    assertThat(draw(200, 100, 0)).containsAll(draw(50, 20, 0)).hasSize(300);
    assertThat(draw(200, 100, 0)).isEqualTo(draw(200, 100, 0)).isNotEqualTo(draw(200, 100, 1));
  }

  @Test
  void a_split_that_is_not_cut_is_taken_whole_and_all_of_everything_is_no_draw() {
    assertThat(BalancedDraw.ids(sample, Map.of("test", 10), 0)).hasSize(610);
    assertThat(draw(600, 200, 0)).isEmpty();
    assertThat(BalancedDraw.ids(sample, Map.of(), 0)).isEmpty();
  }

  @Test
  void the_draw_stays_as_existing_experiments_have_it() {
    assertThat(draw(12, 4, 0))
        .extracting(id -> id.replace("fashion-mnist/", ""))
        .containsExactlyInAnyOrder(
            "test/15",
            "test/86",
            "test/87",
            "test/88",
            "train/163",
            "train/210",
            "train/235",
            "train/254",
            "train/255",
            "train/268",
            "train/383",
            "train/419",
            "train/429",
            "train/575",
            "train/9",
            "train/93");
  }
}
