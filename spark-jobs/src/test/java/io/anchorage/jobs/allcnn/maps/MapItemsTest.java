package io.anchorage.jobs.allcnn.maps;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.source.DerivedItems;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.signal.Raster;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapItemsTest {
  private static final FeatureMaps DEFAULTS = FeatureMaps.defaults();
  private static final FeatureMaps MAPS =
      new FeatureMaps(
          DEFAULTS.network(),
          DEFAULTS.training(),
          List.of(MapPhase.INITIALISED, MapPhase.TRAINED),
          List.of(2, 6),
          DEFAULTS.peak(),
          false);

  /** Three images, of which the second cannot be read. */
  private static final class Three implements ImageSource {
    private static final long serialVersionUID = 1;
    private final transient List<String> reads = new ArrayList<>();

    @Override
    public String dataset() {
      return "three";
    }

    @Override
    public List<String> labelNames() {
      return List.of("a", "b", "c");
    }

    @Override
    public Iterator<ItemRef> items() {
      List<ItemRef> items = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        items.add(new ItemRef("three/train/" + i, "train", i, "file", i, 784, FileStamp.UNKNOWN));
      }
      return items.iterator();
    }

    @Override
    public Iterator<SourceImage> read(List<ItemRef> items) {
      return items.stream().map(this::read).iterator();
    }

    private SourceImage read(ItemRef item) {
      reads.add(item.id());
      return item.index() == 1
          ? new SourceImage.Unreadable(item, "decode", "Bad", "is bad")
          : new SourceImage.Decoded(
              item, new Raster(1, 1, 1, 8, new char[1]), (int) item.index(), "");
    }
  }

  private static List<ItemRef> items(ImageSource source) {
    List<ItemRef> items = new ArrayList<>();
    source.items().forEachRemaining(items::add);
    return items;
  }

  @Test
  void each_image_has_an_item_for_each_phase_and_layer() {
    assertThat(items(new DerivedItems(new Three(), new MapItems(MAPS))))
        .extracting(ItemRef::id)
        .hasSize(12)
        .startsWith(
            "three/train/0#initialised/2",
            "three/train/0#initialised/6",
            "three/train/0#trained/2",
            "three/train/0#trained/6",
            "three/train/1#initialised/2");
  }

  @Test
  void an_image_is_read_once_for_all_its_maps_in_a_task() {
    Three images = new Three();
    DerivedItems maps = new DerivedItems(images, new MapItems(MAPS));
    List<ItemRef> wanted = items(maps).subList(2, 11);

    List<SourceImage> read = new ArrayList<>();
    maps.read(wanted).forEachRemaining(read::add);

    assertThat(images.reads).containsExactly("three/train/0", "three/train/1", "three/train/2");
    assertThat(read).extracting(SourceImage::item).isEqualTo(wanted);
  }

  @Test
  void an_image_that_cannot_be_read_fails_with_each_of_its_maps() {
    DerivedItems maps = new DerivedItems(new Three(), new MapItems(MAPS));

    List<SourceImage> read = new ArrayList<>();
    maps.read(items(maps)).forEachRemaining(read::add);

    assertThat(read.stream().filter(image -> image instanceof SourceImage.Unreadable))
        .extracting(image -> image.item().id())
        .containsExactly(
            "three/train/1#initialised/2",
            "three/train/1#initialised/6",
            "three/train/1#trained/2",
            "three/train/1#trained/6");
  }
}
