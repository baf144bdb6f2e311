package io.anchorage.jobs.report;

import java.awt.Color;
import java.util.List;

/** The colours shared by all pages. */
public final class PageColours {
  public static final Color PAPER = new Color(0xF4F2EC);
  public static final Color INK = new Color(0x1E2227);
  public static final Color FAINT = new Color(0x767067);
  static final Color RULE = new Color(0xDAD6CB);

  /** Of lines of one plot, in this order. */
  public static final List<Color> LINES =
      List.of(
          new Color(0x1F5FA8),
          new Color(0xC0392B),
          new Color(0x2E8B57),
          new Color(0xB8860B),
          new Color(0x7D3C98),
          new Color(0x5F9EA0));

  private PageColours() {}
}
