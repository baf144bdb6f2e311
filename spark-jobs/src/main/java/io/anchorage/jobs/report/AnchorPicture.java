package io.anchorage.jobs.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws the anchors of a field's latents: coloured dots over the dimmed image. */
public final class AnchorPicture {
  private static final double DIMMED = 0.38;
  private static final Color RIM = new Color(0, 0, 0, 150);

  private AnchorPicture() {}

  public static BufferedImage of(Panel panel, List<Anchor> anchors) {
    BufferedImage picture = dimmed(panel.picture());
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double radius = Math.min(4, Math.max(1, 0.42 * panel.scale()));
    for (Anchor anchor : anchors) {
      double x = (anchor.column() + 0.5) * panel.scale();
      double y = (anchor.row() + 0.5) * panel.scale();
      if (radius >= 2) {
        graphics.setColor(RIM);
        graphics.fill(dot(x, y, radius + 0.8));
      }
      graphics.setColor(anchor.colour());
      graphics.fill(dot(x, y, radius));
    }
    graphics.dispose();
    return picture;
  }

  private static Ellipse2D dot(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  /** Returns a dark grey copy of the picture, so that the coloured dots stand out. */
  private static BufferedImage dimmed(BufferedImage picture) {
    BufferedImage dim =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < dim.getHeight(); y++) {
      for (int x = 0; x < dim.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        double luma = 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
        int level = (int) Math.round(DIMMED * luma);
        dim.setRGB(x, y, level << 16 | level << 8 | level);
      }
    }
    return dim;
  }
}
