package io.anchorage.jobs.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Text in the machine's own sans-serif font. */
final class SystemLettering implements Lettering {
  private final Map<Size, FontMetrics> metrics = new EnumMap<>(Size.class);

  private SystemLettering() {
    Graphics2D any = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    metrics.put(Size.SMALL, any.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 11)));
    metrics.put(Size.NORMAL, any.getFontMetrics(new Font(Font.SANS_SERIF, Font.BOLD, 12)));
    metrics.put(Size.TITLE, any.getFontMetrics(new Font(Font.SANS_SERIF, Font.BOLD, 20)));
    any.dispose();
  }

  /**
   * Returns the system's lettering if it can draw. Fonts are located and their native code loaded
   * on first use; a Java without fonts then throws errors of various classes, or draws nothing.
   */
  static Optional<SystemLettering> ifItDraws() {
    try {
      SystemLettering fonts = new SystemLettering();
      return fonts.draws() ? Optional.of(fonts) : Optional.empty();
    } catch (LinkageError | RuntimeException | InternalError e) {
      return Optional.empty();
    }
  }

  private boolean draws() {
    BufferedImage probe = new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = probe.createGraphics();
    write(graphics, "a", 2, 2, Size.NORMAL, Color.WHITE);
    write(graphics, "B", 20, 2, Size.NORMAL, Color.WHITE);
    graphics.dispose();
    return lit(probe, 0, 18) && lit(probe, 18, 40);
  }

  private static boolean lit(BufferedImage picture, int fromColumn, int toColumn) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = fromColumn; x < toColumn; x++) {
        if ((picture.getRGB(x, y) & 0xFFFFFF) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public int height(Size size) {
    return metrics.get(size).getHeight();
  }

  @Override
  public int width(String text, Size size) {
    return metrics.get(size).stringWidth(text);
  }

  @Override
  public void write(Graphics2D on, String text, int left, int top, Size size, Color colour) {
    FontMetrics font = metrics.get(size);
    on.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    on.setFont(font.getFont());
    on.setColor(colour);
    on.drawString(text, left, top + font.getAscent());
  }
}
