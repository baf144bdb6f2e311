package io.anchorage.jobs.allcnn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.Canvas;
import io.anchorage.learn.cnn.train.BalancedSample;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.signal.BadImageException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The images that a network learns from and is judged by, read on the driver.
 *
 * @param sample class-balanced, of the training split, sorted by id
 * @param test the first images of the test split; may be empty
 */
record CnnImages(List<LabelledImage> sample, List<LabelledImage> test) {
  private static final int CHUNK = 1000;
  private static final int MOST_TESTED = 1000;

  /**
   * Reads them.
   *
   * @throws UserException of kind INPUT, if one cannot be used, or there are too few
   */
  static CnnImages read(ImageSource source, AllCnnConfig network, CnnTrainConfig training) {
    BalancedSample<LabelledImage> sample =
        new BalancedSample<>(training.seed(), training.perClass());
    each(
        source,
        network,
        "train",
        Long.MAX_VALUE,
        image -> sample.offer(image.id(), image.label(), image));
    List<LabelledImage> test = new ArrayList<>();
    each(source, network, "test", MOST_TESTED, test::add);
    List<LabelledImage> sorted = new ArrayList<>(sample.images(network.classes()));
    sorted.sort(java.util.Comparator.comparing(LabelledImage::id));
    return new CnnImages(sorted, test);
  }

  private static void each(
      ImageSource source,
      AllCnnConfig network,
      String split,
      long most,
      Consumer<LabelledImage> consumer) {
    List<ItemRef> chunk = new ArrayList<>();
    Iterator<ItemRef> items = source.items();
    long taken = 0;
    while (items.hasNext() && taken < most) {
      ItemRef item = items.next();
      if (item.split().equals(split)) {
        chunk.add(item);
        taken++;
      }
      if (chunk.size() == CHUNK) {
        read(source, network, chunk, consumer);
        chunk.clear();
      }
    }
    read(source, network, chunk, consumer);
  }

  private static void read(
      ImageSource source,
      AllCnnConfig network,
      List<ItemRef> items,
      Consumer<LabelledImage> consumer) {
    Iterator<SourceImage> images = source.read(items);
    while (images.hasNext()) {
      SourceImage image = images.next();
      if (image instanceof SourceImage.Unreadable bad) {
        throw unusable(bad.item(), bad.message());
      }
      consumer.accept(labelled((SourceImage.Decoded) image, network));
    }
  }

  private static LabelledImage labelled(SourceImage.Decoded image, AllCnnConfig network) {
    if (image.label() < 0 || image.label() >= network.classes()) {
      throw unusable(
          image.item(),
          "its label is %d, the network has classes 0 .. %d; set network.classes"
              .formatted(image.label(), network.classes() - 1));
    }
    try {
      float[] canvas = Canvas.of(network, image.raster());
      return new LabelledImage(image.item().id(), canvas, image.label());
    } catch (BadImageException e) {
      throw unusable(image.item(), e.getMessage() + "; set network.image, network.inputs");
    }
  }

  private static UserException unusable(ItemRef item, String why) {
    return new UserException(
        Kind.INPUT, "Image %s cannot train the network: %s".formatted(item.id(), why));
  }
}
