package io.anchorage.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.jobs.source.SourceImage.Unreadable;
import io.anchorage.signal.Raster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemReaderTest {
  private static ItemRef item(int position) {
    return new ItemRef(
        "d/" + position, "train", position, "file:/d", position, 1, FileStamp.UNKNOWN);
  }

  private static List<SourceImage> read(ImageFile file, int count) {
    List<ItemRef> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(i));
    }
    List<SourceImage> images = new ArrayList<>();
    ItemReader.of(items, location -> file).forEachRemaining(images::add);
    return images;
  }

  @Test
  void an_image_that_does_not_fit_into_the_heap_fails_alone() {
    ImageFile file =
        item -> {
          if (item.position() == 1) {
            throw new OutOfMemoryError("Java heap space");
          }
          return new Decoded(item, new Raster(1, 1, 1, 8, new char[1]), -1, "");
        };

    List<SourceImage> images = read(file, 3);

    assertThat(images.get(0)).isInstanceOf(Decoded.class);
    assertThat(images.get(2)).isInstanceOf(Decoded.class);
    assertThat(images.get(1)).isInstanceOf(Unreadable.class);
    Unreadable large = (Unreadable) images.get(1);
    assertThat(large.stage()).isEqualTo("decode");
    assertThat(large.error()).isEqualTo("OutOfMemoryError");
    assertThat(large.message())
        .startsWith("image does not fit into a heap of ")
        .contains("ANCHORAGE_HEAP")
        .contains("source.max-pixels")
        .doesNotContain("\n");
  }
}
