package io.anchorage.jobs.report;

import java.awt.Color;
import java.awt.Graphics2D;

/** Writes text into pictures. Text is placed by its upper left corner. */
public sealed interface Lettering permits SystemLettering, DotLettering {
  /** How large text is written. */
  enum Size {
    SMALL,
    NORMAL,
    TITLE
  }

  /** Height of a line in pixels. */
  int height(Size size);

  /** Width of a text in pixels. */
  int width(String text, Size size);

  void write(Graphics2D on, String text, int left, int top, Size size, Color colour);

  /** The text itself if it fits, else its beginning and an ellipsis of two dots. */
  default String fitted(String text, int width, Size size) {
    String shown = text;
    while (!shown.isEmpty() && width(shown, size) > width) {
      String shorter = shown.endsWith("..") ? shown.substring(0, shown.length() - 2) : shown;
      shown = shorter.length() <= 1 ? "" : shorter.substring(0, shorter.length() - 1) + "..";
    }
    return shown;
  }

  /**
   * The machine's fonts if it has any that really draw, else the built-in dots: servers and small
   * container images often have Java without fonts.
   */
  static Lettering best() {
    return SystemLettering.ifItDraws().map(Lettering.class::cast).orElseGet(DotLettering::new);
  }
}
