package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.source.Splits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a published dataset names its files, one of them a field. A path is matched from its end, so
 * that it does not matter which of the folders above is given.
 */
enum StateDictSet {
  /** {@code mnist_png_training_5_12/checkpoints/model_final.pth}. */
  DWSNETS_MNIST(
      "(?:.*/)?mnist_png_(training|testing)_(\\d{1,3})_(\\d{1,9})(?:_canon)?/checkpoints/[^/]+\\.pth") {
    @Override
    Place place(Matcher path, Sizes sizes) {
      String split = path.group(1).equals("training") ? Splits.TRAIN : Splits.TEST;
      return new Place(split, number(path, 3), 0, (int) number(path, 2), split, -1);
    }
  },
  /** {@code train/model_20814.pth}, with the class inside. */
  DWSNETS_FASHION("(?:.*/)?(train|val|test)(?:_canon)?/model_(\\d{1,9})(?:_canon)?\\.pth") {
    @Override
    Place place(Matcher path, Sizes sizes) {
      String split = path.group(1);
      return new Place(split, number(path, 2), 0, -1, split, -1);
    }
  },
  /** {@code VIEW/train/model_7.pth}, with the class inside; a view is another fit of an image. */
  MULTIVIEW("(?:.*/)?([^/]*?)(\\d{1,3})/(train|val|test)/[^/]*?(\\d{1,9})\\.pth") {
    @Override
    Place place(Matcher path, Sizes sizes) {
      String split = path.group(3);
      return new Place(split, number(path, 4), (int) number(path, 2), -1, split, -1);
    }
  },
  /** {@code randinit_smaller_aug3_7s/net12.pth}; augmentation i is the fit number i + 1. */
  NFN("(?:.*/)?randinit_smaller(?:_aug(\\d{1,3}))?_(\\d{1,3})s(?:_canon)?/net(\\d{1,9})\\.pth") {
    @Override
    Place place(Matcher path, Sizes sizes) {
      long index = number(path, 3);
      boolean trained = index < sizes.train();
      int repeat = path.group(1) == null ? 0 : (int) number(path, 1) + 1;
      String split =
          index < sizes.valFrom()
              ? Splits.TRAIN
              : index < sizes.testFrom() ? Splits.VAL : Splits.TEST;
      return new Place(
          trained ? Splits.TRAIN : Splits.TEST,
          trained ? index : index - sizes.train(),
          repeat,
          (int) number(path, 2),
          split,
          -1);
    }
  },
  /** {@code train/ckpts/07/000012_0000042.ckpt}; the validation part is CIFAR-10's test part. */
  IMPLICIT_ZOO("(?:.*/)?(train|val|test)/ckpts/(\\d{1,3})/(\\d{1,9})_(\\d{1,9})\\.ckpt") {
    @Override
    Place place(Matcher path, Sizes sizes) {
      String split = path.group(1).equals("train") ? Splits.TRAIN : Splits.TEST;
      return new Place(split, number(path, 3), 0, (int) number(path, 2), split, number(path, 4));
    }
  };

  /**
   * Where the indices of a dataset without folders for its splits divide.
   *
   * @param train images of its training part
   * @param valFrom the first index of the validation split
   * @param testFrom the first index of the test split
   */
  record Sizes(long train, long valFrom, long testFrom) implements java.io.Serializable {}

  private final Pattern pattern;

  StateDictSet(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  abstract Place place(Matcher path, Sizes sizes);

  /** What a path says; empty if it is no file of the set. */
  Optional<Place> of(String path, Sizes sizes) {
    Matcher matcher = pattern.matcher(path);
    return matcher.matches() ? Optional.of(place(matcher, sizes)) : Optional.empty();
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** The first of some sets that a path belongs to. */
  static Optional<StateDictSet> first(List<StateDictSet> sets, String path) {
    return sets.stream().filter(set -> set.matches(path)).findFirst();
  }

  private static long number(Matcher path, int group) {
    return Long.parseLong(path.group(group));
  }
}
