package io.anchorage.field;

/** The settings of one family: a record, bound from the {@code family:} section of a recipe. */
public interface FamilyConfig {
  /** The family's name, as in the recipe's {@code kind}. */
  String kind();
}
