package io.anchorage.fit;

/**
 * The recipe with which a family is fitted to the feature maps of a convolutional network, [rows]
 * [columns] with one value per channel. Families that are not fitted to feature maps have none.
 */
@FunctionalInterface
public interface FeatureMapRecipe {
  FitRecipe recipe();
}
