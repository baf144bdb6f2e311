package io.anchorage.jobs.report;

import java.awt.Color;

/** The colours shared by all pages. */
public final class PageColours {
  public static final Color PAPER = new Color(0xF4F2EC);
  public static final Color INK = new Color(0x1E2227);
  public static final Color FAINT = new Color(0x767067);
  static final Color RULE = new Color(0xDAD6CB);

  private PageColours() {}
}
