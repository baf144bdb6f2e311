package io.anchorage.config;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigNode.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Single values: numbers, strings, enum constants, booleans. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private Scalars() {}

  /** Whether a component of this type takes a single value. */
  static boolean takes(Class<?> type) {
    return type.isEnum()
        || List.of(
                String.class,
                int.class,
                Integer.class,
                long.class,
                Long.class,
                float.class,
                Float.class,
                double.class,
                Double.class,
                boolean.class,
                Boolean.class)
            .contains(type);
  }

  static Object bind(Class<?> type, ConfigNode node, String path) {
    if (!(node instanceof Scalar scalar)) {
      throw refuse(path, "be " + describe(type), node);
    }
    if (scalar.empty()) {
      throw new UserException(
          Kind.CONFIG,
          "%s has no value: give it %s, or remove the key (%s)"
              .formatted(path, describe(type), node.origin()));
    }
    if (type == String.class) {
      return scalar.text();
    }
    if (type.isEnum()) {
      return constant(type, scalar, path);
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(scalar, path);
    }
    return number(type, scalar, path);
  }

  private static Object constant(Class<?> type, Scalar scalar, String path) {
    for (Object constant : type.getEnumConstants()) {
      if (ConfigNames.kebab((Enum<?>) constant).equals(scalar.text())) {
        return constant;
      }
    }
    throw refuse(path, "be " + describe(type), scalar);
  }

  private static boolean truth(Scalar scalar, String path) {
    return switch (scalar.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refuse(path, "be true or false", scalar);
    };
  }

  private static Object number(Class<?> type, Scalar scalar, String path) {
    String text = scalar.text();
    boolean whole =
        type == int.class || type == Integer.class || type == long.class || type == Long.class;
    if (!(whole ? WHOLE : NUMBER).matcher(text).matches()) {
      throw refuse(path, "be " + describe(type), scalar);
    }
    try {
      if (type == int.class || type == Integer.class) {
        return Integer.valueOf(text);
      }
      if (type == long.class || type == Long.class) {
        return Long.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw refuse(path, "be " + describe(type) + " within the type's range", scalar);
    }
    boolean single = type == float.class || type == Float.class;
    double value = single ? Float.parseFloat(text) : Double.parseDouble(text);
    if (Double.isInfinite(value) || (value == 0 && new BigDecimal(text).signum() != 0)) {
      throw refuse(path, "fit into a " + (single ? "float" : "double"), scalar);
    }
    return single ? (Object) (float) value : (Object) value;
  }

  static String describe(Class<?> type) {
    if (type == String.class) {
      return "text";
    }
    if (type.isEnum()) {
      List<String> words =
          Stream.of(type.getEnumConstants()).map(c -> ConfigNames.kebab((Enum<?>) c)).toList();
      return "one of " + String.join(", ", words);
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    boolean fraction =
        type == float.class || type == Float.class || type == double.class || type == Double.class;
    return fraction ? "a number" : "a whole number";
  }

  private static UserException refuse(String path, String demand, ConfigNode found) {
    return new UserException(
        Kind.CONFIG, "%s must %s: %s (%s)".formatted(path, demand, found, found.origin()));
  }
}
