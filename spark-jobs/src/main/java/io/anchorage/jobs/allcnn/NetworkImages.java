package io.anchorage.jobs.allcnn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.Canvas;
import io.anchorage.learn.cnn.train.BalancedSample;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.PixelHash;
import io.anchorage.signal.Raster;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The images that the network is trained and tested on, read on the driver.
 *
 * @param dataset its name
 * @param labelNames class names by class number; empty if the source has none
 * @param sample class-balanced, from the training split, sorted by id
 * @param test the first images of the test split; may be empty
 * @param inputs what tables say of the sample's images, by id
 */
public record NetworkImages(
    String dataset,
    List<String> labelNames,
    List<LabelledImage> sample,
    List<LabelledImage> test,
    Map<String, Input> inputs)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Images read together. */
  private static final int CHUNK = 1000;

  /** Test images, at most. */
  private static final int MOST_TESTED = 1000;

  public NetworkImages {
    labelNames = List.copyOf(labelNames);
    sample = List.copyOf(sample);
    test = List.copyOf(test);
    inputs = Map.copyOf(inputs);
  }

  /**
   * What tables say of an image.
   *
   * @param labelName class name; empty if it has none
   * @param pixelHash of the decoded pixels
   * @param stamp of the file that it was read from
   */
  public record Input(String labelName, String split, String pixelHash, FileStamp stamp)
      implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /** From a decoded image to the pixels that the network sees. */
  @FunctionalInterface
  public interface Pixels {
    Raster of(String id, Raster decoded) throws BadImageException;
  }

  /** What happens when an image cannot be used. */
  private enum Unusable {
    REFUSED,
    LEFT_OUT
  }

  /**
   * Reads a dataset in which every image must be usable.
   *
   * @throws UserException of kind INPUT if an image cannot be used, or a class has too few of them
   */
  public static NetworkImages all(
      ImageSource source, AllCnnConfig network, CnnTrainConfig training) {
    return read(new Reading(source, network, (id, raster) -> raster, Unusable.REFUSED), training);
  }

  /**
   * Reads a dataset and leaves out images that cannot be used: a fit job reports each of them as a
   * failure when it comes to fit it.
   *
   * @throws UserException of kind INPUT if a training image has no label, or a class has too few
   *     images
   */
  public static NetworkImages usable(
      ImageSource source, AllCnnConfig network, CnnTrainConfig training, Pixels pixels) {
    return read(new Reading(source, network, pixels, Unusable.LEFT_OUT), training);
  }

  private static NetworkImages read(Reading reading, CnnTrainConfig training) {
    BalancedSample<Usable> sample = new BalancedSample<>(training.seed(), training.perClass());
    reading.each(
        "train", Long.MAX_VALUE, one -> sample.offer(one.image().id(), one.image().label(), one));
    List<LabelledImage> test = new ArrayList<>();
    reading.each("test", MOST_TESTED, one -> test.add(one.image()));
    List<LabelledImage> sorted = new ArrayList<>();
    Map<String, Input> inputs = new HashMap<>();
    for (Usable one : sample.images(reading.network().classes())) {
      sorted.add(one.image());
      inputs.put(one.image().id(), one.input());
    }
    sorted.sort(Comparator.comparing(LabelledImage::id));
    return new NetworkImages(
        reading.source().dataset(), reading.source().labelNames(), sorted, test, inputs);
  }

  /** An image that the network can use. */
  private record Usable(LabelledImage image, Input input) {}

  /** One dataset being read. */
  private record Reading(
      ImageSource source, AllCnnConfig network, Pixels pixels, Unusable unusable) {
    void each(String split, long most, Consumer<Usable> consumer) {
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
          read(chunk, consumer);
          chunk.clear();
        }
      }
      read(chunk, consumer);
    }

    private void read(List<ItemRef> items, Consumer<Usable> consumer) {
      Iterator<SourceImage> images = source.read(items);
      while (images.hasNext()) {
        usable(images.next()).ifPresent(consumer);
      }
    }

    private Optional<Usable> usable(SourceImage image) {
      if (image instanceof SourceImage.Unreadable bad) {
        return unusable(bad.item(), bad.message());
      }
      SourceImage.Decoded decoded = (SourceImage.Decoded) image;
      ItemRef item = decoded.item();
      int label = decoded.label();
      if (label < 0 && item.split().equals("train")) {
        throw new UserException(
            Kind.INPUT,
            "Image %s has no label, and the network learns from labels; %s"
                .formatted(
                    item.id(),
                    unusable == Unusable.LEFT_OUT
                        ? "leave trained out of maps.phases"
                        : "give a labelled dataset as --input"));
      }
      if (label < 0 || label >= network.classes()) {
        return unusable(
            item,
            "its label is %d, the network has classes 0 .. %d; set network.classes"
                .formatted(label, network.classes() - 1));
      }
      try {
        float[] canvas = Canvas.of(network, pixels.of(item.id(), decoded.raster()));
        Input input =
            new Input(
                decoded.labelName(), item.split(), PixelHash.of(decoded.raster()), item.stamp());
        return Optional.of(new Usable(new LabelledImage(item.id(), canvas, label), input));
      } catch (BadImageException e) {
        return unusable(item, e.getMessage() + "; set network.image, network.inputs");
      }
    }

    private Optional<Usable> unusable(ItemRef item, String why) {
      if (unusable == Unusable.LEFT_OUT) {
        return Optional.empty();
      }
      throw new UserException(
          Kind.INPUT, "The network cannot use image %s: %s".formatted(item.id(), why));
    }
  }
}
