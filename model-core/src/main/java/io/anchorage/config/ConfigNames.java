package io.anchorage.config;

import java.util.Locale;

/** Java's names as they are written in a config: {@code learningRate} is {@code learning-rate}. */
final class ConfigNames {
  private ConfigNames() {}

  static String kebab(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static String kebab(Enum<?> value) {
    return value.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
