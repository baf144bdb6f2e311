package io.anchorage.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.open.ImageSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ItemIndexTest {
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();

  /** More than one pack of them. */
  @Test
  void every_item_is_found_in_any_order() {
    ImageSource source =
        ImageSources.open(SourceConfig.defaults(), SAMPLE.toString(), new Configuration(), 0);
    List<ItemRef> items = new ArrayList<>();
    source.items().forEachRemaining(items::add);
    assertThat(items).hasSizeGreaterThan(700);
    ItemIndex index = ItemIndex.of(source);
    List<ItemRef> backwards = new ArrayList<>(items);
    Collections.reverse(backwards);
    for (List<ItemRef> order : List.of(items, backwards)) {
      assertThat(order).allSatisfy(item -> assertThat(index.find(item.id())).contains(item));
    }
    assertThat(index.find("fashion-mnist/train/12345")).isEmpty();
  }
}
