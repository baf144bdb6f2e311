package io.anchorage.cloud;

import java.util.List;

/**
 * A kind of view, for models to say what they take, inputs what they give, and messages what is at
 * hand.
 *
 * @param type of the views
 * @param one what a message calls one of them: {@code cloud}
 * @param many what a message calls several: {@code clouds}
 * @param features what a message calls the numbers of one feature vector: {@code features}
 */
public record ViewKind<V extends FieldView>(
    Class<V> type, String one, String many, String features) {
  /**
   * Views by their own type.
   *
   * @throws IllegalArgumentException if one is of another kind
   */
  public List<V> all(List<? extends FieldView> views) {
    for (FieldView view : views) {
      if (!type.isInstance(view)) {
        throw new IllegalArgumentException(
            "The model takes %s, not %s".formatted(many, view.kind().many()));
      }
    }
    return views.stream().map(type::cast).toList();
  }

  /** {@link #one} at the start of a sentence. */
  public String oneFirst() {
    return capitalised(one);
  }

  /** {@link #many} at the start of a sentence. */
  public String manyFirst() {
    return capitalised(many);
  }

  private static String capitalised(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
