package io.anchorage.bench.quality;

import java.util.List;

/**
 * A quality to reach on some images.
 *
 * @param name its word on the command line
 * @param title what is fitted
 * @param target in dB
 * @param of what has to reach the target
 * @param recipes to compare; the last one is also given to other programs
 * @param images what is fitted
 * @param whole the number of images of the dataset that the row stands for
 */
record QualityRow(
    String name,
    String title,
    double target,
    Of of,
    List<RecipeFile> recipes,
    QualityImages images,
    int whole) {
  /** What has to reach the target. */
  enum Of {
    MEAN("mean"),
    EACH("95 % of the images");

    private final String words;

    Of(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  QualityRow {
    recipes = List.copyOf(recipes);
  }

  RecipeFile last() {
    return recipes.get(recipes.size() - 1);
  }
}
