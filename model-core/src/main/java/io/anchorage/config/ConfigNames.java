package io.anchorage.config;

import java.util.Locale;

/** Converts Java's names to those of a config: {@code learningRate} to {@code learning-rate}. */
final class ConfigNames {
  private ConfigNames() {}

  static String kebab(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static String kebab(Enum<?> value) {
    return value.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
