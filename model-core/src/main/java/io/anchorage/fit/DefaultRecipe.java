package io.anchorage.fit;

/**
 * The recipe that a family starts from: its published sizes, learning rate and steps. What a config
 * does not say is taken from here. Every family has one.
 */
@FunctionalInterface
public interface DefaultRecipe {
  FitRecipe recipe();
}
