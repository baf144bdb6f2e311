package io.anchorage.config;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigNode.Section;
import java.util.List;

/** Refuses unknown keys and suggests the key that was probably meant. */
final class UnknownKey {
  private UnknownKey() {}

  /**
   * @param valid the keys of the section
   * @param everywhere the full paths of all keys of the config
   */
  static void check(Section section, List<String> valid, String path, List<String> everywhere) {
    for (String key : section.entries().keySet()) {
      if (!valid.contains(key)) {
        throw error(section, key, path, valid, everywhere);
      }
    }
  }

  private static UserException error(
      Section section, String key, String path, List<String> valid, List<String> everywhere) {
    return new UserException(
        Kind.CONFIG,
        "Unknown key %s: did you mean %s? (%s; valid keys here: %s)"
            .formatted(
                ConfigBinder.join(path, key),
                meant(key, path, valid, everywhere),
                section.find(key).origin(),
                String.join(", ", valid)));
  }

  /**
   * A key one edit away, or else the same key in another section, or else the nearest key of this
   * section.
   */
  private static String meant(
      String key, String path, List<String> valid, List<String> everywhere) {
    String nearest = NearestKey.of(key, valid);
    if (NearestKey.distance(key, nearest) > 1) {
      for (String other : everywhere) {
        if (other.endsWith("." + key) && !other.equals(ConfigBinder.join(path, key))) {
          return other;
        }
      }
    }
    return ConfigBinder.join(path, nearest);
  }
}
