package io.anchorage.jobs.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.FitSubject;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void both_halves_have_the_same_number_of_each_class_and_no_image_in_common() {
    Sample sample = TuneSearchTest.sample(200);

    assertThat(classes(sample.search()).values()).containsOnly(10).hasSize(10);
    assertThat(classes(sample.check()).values()).containsOnly(10).hasSize(10);
    assertThat(sample.search()).doesNotContainAnyElementsOf(sample.check());
    assertThat(classes(sample.search().subList(0, 10)).values()).containsOnly(1);
  }

  @Test
  void of_one_class_or_of_one_image_a_class_every_other_image_is_kept_to_check() {
    List<Sample.Labelled> alike = new ArrayList<>();
    List<Sample.Labelled> apart = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      alike.add(new Sample.Labelled(image(i), 3));
      apart.add(new Sample.Labelled(image(i), i));
    }

    assertThat(Sample.of(alike, 20, 0, "").check()).hasSize(10);
    assertThat(Sample.of(apart, 20, 0, "").check()).hasSize(10);
  }

  @Test
  void a_rare_class_gives_what_it_has_and_the_others_fill_up() {
    List<Sample.Labelled> images = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      images.add(new Sample.Labelled(image(i), i < 2 ? 0 : 1));
    }

    Sample sample = Sample.of(images, 40, 0, "");

    assertThat(sample.all()).hasSize(40).contains(image(0), image(1));
  }

  @Test
  void too_few_images_are_not_divided() {
    Sample sample = TuneSearchTest.sample(3);

    assertThat(sample.isDivided()).isFalse();
    assertThat(sample.search()).hasSize(3).isEqualTo(sample.check()).isEqualTo(sample.all());
  }

  @Test
  void the_draw_is_from_all_of_the_split_by_seed_and_id() {
    ImageSource images =
        ImageSources.open(
            SourceConfig.defaults(), "../conf/sample/fashion-mnist", new Configuration(), 0);
    FitSubject subject = FitSubject.ofImages(JobConfigs.load(null, List.of()));

    List<ItemRef> some = SampleDraw.of(images, subject, Split.TRAIN, 20, 0);
    List<ItemRef> again = SampleDraw.of(images, subject, Split.TRAIN, 20, 0);
    List<ItemRef> others = SampleDraw.of(images, subject, Split.TRAIN, 20, 1);

    assertThat(some).isEqualTo(again).isNotEqualTo(others).doesNotHaveDuplicates();
    assertThat(some).hasSizeGreaterThan(20).allMatch(item -> item.split().equals("train"));
    assertThat(some.stream().mapToLong(ItemRef::index).max().orElseThrow()).isGreaterThan(400);
    assertThat(SampleDraw.of(images, subject, Split.ALL, 5000, 0)).hasSize(800);
  }

  private static SampleItem image(int number) {
    ItemRef item =
        new ItemRef("d/" + number, "train", number, "file", number, 64, new FileStamp(1, 1));
    return new SampleItem(item, Grid.image(8, 8), 1);
  }

  private static Map<Long, Integer> classes(List<SampleItem> images) {
    Map<Long, Integer> counts = new TreeMap<>();
    images.forEach(image -> counts.merge(image.item().index() % 10, 1, Integer::sum));
    return counts;
  }
}
