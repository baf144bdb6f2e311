package io.anchorage.config;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigNode.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code --set a.b=c}: values given on the command line override those of the file. */
public final class Overrides {
  private Overrides() {}

  /**
   * The config with the overrides applied; of several for one key, the last counts.
   *
   * @param settings each {@code path=value}, where value is YAML: {@code fit.family.omega=[30, 10]}
   */
  public static Section apply(Section config, List<String> settings) {
    Section result = config;
    for (String setting : settings) {
      result = apply(result, setting);
    }
    return result;
  }

  private static Section apply(Section config, String setting) {
    String place = Origin.ofFlag(setting).place();
    int equals = setting.indexOf('=');
    String path = equals < 0 ? "" : setting.substring(0, equals).strip();
    List<String> keys = List.of(path.split("\\.", -1));
    if (keys.contains("")) {
      throw new UserException(Kind.CONFIG, "An override must look like --set a.b=c: " + setting);
    }
    return put(config, keys, ConfigReader.value(setting.substring(equals + 1), place), path);
  }

  private static Section put(Section section, List<String> keys, ConfigNode value, String path) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>(section.entries());
    String key = keys.get(0);
    if (keys.size() == 1) {
      entries.put(key, value);
      return new Section(entries, section.origin());
    }
    ConfigNode inner = entries.getOrDefault(key, new Section(Map.of(), value.origin()));
    if (!(inner instanceof Section below)) {
      throw new UserException(
          Kind.CONFIG,
          "%s cannot be set: %s is %s there, not a section (%s)"
              .formatted(path, key, inner, inner.origin()));
    }
    entries.put(key, put(below, keys.subList(1, keys.size()), value, path));
    return new Section(entries, section.origin());
  }
}
