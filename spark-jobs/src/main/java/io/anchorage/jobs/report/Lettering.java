package io.anchorage.jobs.report;

import java.awt.Color;
import java.awt.Graphics2D;

/** Draws text into pictures, positioned by its upper left corner. */
public sealed interface Lettering permits SystemLettering, DotLettering {
  /** Text sizes. */
  enum Size {
    SMALL,
    NORMAL,
    TITLE
  }

  /** Returns the height of a line in pixels. */
  int height(Size size);

  /** Returns the width of a text in pixels. */
  int width(String text, Size size);

  void write(Graphics2D on, String text, int left, int top, Size size, Color colour);

  /** Returns the text if it fits, else its beginning followed by two dots. */
  default String fitted(String text, int width, Size size) {
    String shown = text;
    while (!shown.isEmpty() && width(shown, size) > width) {
      String shorter = shown.endsWith("..") ? shown.substring(0, shown.length() - 2) : shown;
      shown = shorter.length() <= 1 ? "" : shorter.substring(0, shorter.length() - 1) + "..";
    }
    return shown;
  }

  /**
   * Returns the machine's fonts if they can actually be drawn, else the built-in dots: Java on
   * servers and in small container images often has no fonts.
   */
  static Lettering best() {
    return SystemLettering.ifItDraws().map(Lettering.class::cast).orElseGet(DotLettering::new);
  }
}
