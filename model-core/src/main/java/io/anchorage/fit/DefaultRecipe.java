package io.anchorage.fit;

/**
 * The recipe that a family starts from: its published sizes, learning rate and steps. Whatever a
 * config leaves out is taken from it. Every family has one.
 */
@FunctionalInterface
public interface DefaultRecipe {
  FitRecipe recipe();
}
