package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.FeatureMaps;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.learn.cnn.Canvas;
import io.anchorage.learn.cnn.train.BalancedSample;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.signal.BadImageException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The images that the network is trained on and judged by, read on the driver. Images that cannot
 * be used are left out here; they become failures when their turn to be fitted comes.
 */
final class NetworkImages {
  /** Read together. */
  private static final int CHUNK = 1000;

  /** Test images that a network is judged by, at most. */
  private static final int MOST_TESTED = 1000;

  private final ImageSource source;
  private final Signals signals;
  private final FeatureMaps maps;

  NetworkImages(ImageSource source, Signals signals, FeatureMaps maps) {
    this.source = source;
    this.signals = signals;
    this.maps = maps;
  }

  /**
   * The class-balanced sample of the training split, whichever images are fitted.
   *
   * @throws UserException if there are too few images, or they have no labels
   */
  List<LabelledImage> sample() {
    BalancedSample<LabelledImage> sample =
        new BalancedSample<>(maps.training().seed(), maps.training().perClass());
    each(
        "train",
        Long.MAX_VALUE,
        image -> {
          if (image.label() < 0) {
            throw new UserException(
                Kind.INPUT,
                "Image %s has no label, and the network is trained on labels; leave trained out of maps.phases"
                    .formatted(image.id()));
          }
          sample.offer(image.id(), image.label(), image);
        });
    return sample.images(maps.network().classes());
  }

  /** The first images of the test split that have a label. */
  List<LabelledImage> test() {
    List<LabelledImage> images = new ArrayList<>();
    each(
        "test",
        MOST_TESTED,
        image -> {
          if (image.label() >= 0 && image.label() < maps.network().classes()) {
            images.add(image);
          }
        });
    return images;
  }

  private void each(String split, long most, Consumer<LabelledImage> consumer) {
    List<ItemRef> chunk = new ArrayList<>();
    Iterator<ItemRef> items = source.items();
    long taken = 0;
    while (items.hasNext() && taken < most) {
      ItemRef item = items.next();
      if (Split.of(split).flag().equals(item.split())) {
        chunk.add(item);
        taken++;
      }
      if (chunk.size() == CHUNK) {
        read(chunk, consumer);
        chunk.clear();
      }
    }
    read(chunk, consumer);
  }

  private void read(List<ItemRef> items, Consumer<LabelledImage> consumer) {
    Iterator<SourceImage> images = source.read(items);
    while (images.hasNext()) {
      if (images.next() instanceof SourceImage.Decoded image) {
        try {
          String id = image.item().id();
          float[] canvas = Canvas.of(maps.network(), signals.pixels(id, image.raster()));
          consumer.accept(new LabelledImage(id, canvas, image.label()));
        } catch (BadImageException e) {
          // told when it is to be fitted
        }
      }
    }
  }
}
