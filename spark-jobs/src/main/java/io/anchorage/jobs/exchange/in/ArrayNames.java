package io.anchorage.jobs.exchange.in;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the arrays of a foreign file are called. {@code {l}} stands for the number of a layer, and
 * {@code .T} at the end for an array [fields, out, in].
 *
 * @param names arrays by what they hold
 */
record ArrayNames(Map<String, String> names) implements Serializable {
  private static final String TRANSPOSED = ".T";
  private static final String LAYER = "{l}";
  private static final Pattern NUMBERED = Pattern.compile("([A-Za-z_]+)(\\d+)");

  /** One array. */
  record Named(String name, boolean transposed) implements Serializable {}

  /**
   * Reads the user's flags.
   *
   * @param known what arrays may hold, with {@code {l}} for the number of a layer
   */
  static ArrayNames of(List<String> flags, List<String> known) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (equals < 1 || equals == flag.length() - 1) {
        throw new UserException(
            Kind.CONFIG, "--array must be COLUMN=NAME, such as label=labels: %s".formatted(flag));
      }
      String column = flag.substring(0, equals);
      if (!known.contains(column) && !known.contains(generic(column))) {
        throw new UserException(
            Kind.CONFIG,
            "--array %s: these fields have no %s; name one of %s"
                .formatted(flag, column, String.join(", ", known)));
      }
      names.put(column, flag.substring(equals + 1));
    }
    return new ArrayNames(names);
  }

  private static String generic(String column) {
    Matcher numbered = NUMBERED.matcher(column);
    return numbered.matches() ? numbered.group(1) + LAYER : column;
  }

  /** The array that holds something. */
  Named of(String column) {
    String name = names.get(column);
    if (name == null) {
      Matcher numbered = NUMBERED.matcher(column);
      String pattern = numbered.matches() ? names.get(numbered.group(1) + LAYER) : null;
      name = pattern == null ? column : pattern.replace(LAYER, numbered.group(2));
    }
    return name.endsWith(TRANSPOSED)
        ? new Named(name.substring(0, name.length() - TRANSPOSED.length()), true)
        : new Named(name, false);
  }
}
