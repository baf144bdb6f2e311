package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.source.Splits;
import io.anchorage.signal.Normalisation;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A dataset of images as fit-a-nef counts it: the training images, then the test images, and all of
 * them again for each further fit. Pixels are standardised by the mean and deviation that its code
 * states; the splits are those of neural-field-arena, or the dataset's own parts.
 *
 * @param name in {@code cfg.json}
 * @param side of the images, in pixels
 * @param train images of the training part
 * @param images of both parts
 * @param valFrom the first index of the validation split
 * @param testFrom the first index of the test split
 */
record NefSet(
    String name,
    int side,
    long train,
    long images,
    long valFrom,
    long testFrom,
    List<Float> mean,
    List<Float> deviation)
    implements Serializable {
  private static final List<NefSet> ALL =
      List.of(
          new NefSet(
              "MNIST",
              28,
              60_000,
              70_000,
              55_000,
              60_000,
              List.of(0.13066047f),
              List.of(0.30810782f)),
          new NefSet(
              "CIFAR10",
              32,
              50_000,
              60_000,
              45_000,
              50_000,
              List.of(0.49186882f, 0.48265392f, 0.44717726f),
              List.of(0.24697122f, 0.24338895f, 0.2615926f)),
          new NefSet(
              "MicroImageNet",
              64,
              60_000,
              60_000,
              45_000,
              50_000,
              List.of(0.4643376f, 0.43394157f, 0.38213176f),
              List.of(0.18949765f, 0.1870717f, 0.21445987f)),
          new NefSet(
              "TinyImageNet",
              64,
              100_000,
              110_000,
              100_000,
              100_000,
              List.of(0.4804298f, 0.448197f, 0.39755622f),
              List.of(0.27643973f, 0.2688866f, 0.2816685f)),
          new NefSet(
              "STL10",
              96,
              5_000,
              13_000,
              5_000,
              5_000,
              List.of(0.4470306f, 0.43970686f, 0.40560696f),
              List.of(0.26047868f, 0.25662908f, 0.27047333f)));

  /** The dataset of a name, whatever its case. */
  static Optional<NefSet> named(String name) {
    return ALL.stream().filter(set -> set.name.equalsIgnoreCase(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(NefSet::name).toList();
  }

  /** The same images divided elsewhere, or of another size. */
  NefSet with(ImportSplits splits, int otherSide) {
    return new NefSet(
        name,
        otherSide,
        train,
        images,
        splits.valFrom() < 0 ? valFrom : splits.valFrom(),
        splits.testFrom() < 0 ? testFrom : splits.testFrom(),
        mean,
        deviation);
  }

  Normalisation normalisation() {
    return new Normalisation(mean, deviation);
  }

  /** Where the field with an index belongs; labels are not among it. */
  Place place(long index) {
    long image = index % images;
    boolean trained = image < train;
    return new Place(
        trained ? Splits.TRAIN : Splits.TEST,
        trained ? image : image - train,
        Math.toIntExact(index / images),
        -1,
        image < valFrom ? Splits.TRAIN : image < testFrom ? Splits.VAL : Splits.TEST,
        -1);
  }

  /** Its name in ids, as ids are written elsewhere. */
  String dataset() {
    return name.toLowerCase(Locale.ROOT);
  }
}
