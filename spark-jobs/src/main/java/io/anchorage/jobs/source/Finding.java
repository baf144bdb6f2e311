package io.anchorage.jobs.source;

import java.io.Serializable;

/**
 * One thing that a person should know of a dataset: what was found in it, what was left out, or
 * what was guessed.
 *
 * @param text one line
 */
public record Finding(Kind kind, String text) implements Serializable {
  /** What a finding is about. */
  public enum Kind {
    /** Splits, classes with counts, where the labels come from. */
    FOUND("found"),
    /** Files and rows that are not images of the dataset, counted by reason. */
    LEFT_OUT("left out"),
    /** What the layout did not say and a default decided. */
    GUESSED("guessed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind as a heading in a summary. */
    public String words() {
      return words;
    }
  }

  public static Finding found(String text) {
    return new Finding(Kind.FOUND, text);
  }

  public static Finding leftOut(String text) {
    return new Finding(Kind.LEFT_OUT, text);
  }

  public static Finding guessed(String text) {
    return new Finding(Kind.GUESSED, text);
  }
}
