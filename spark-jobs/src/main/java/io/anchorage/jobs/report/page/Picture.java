package io.anchorage.jobs.report.page;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.img;

import io.anchorage.signal.Raster;
import io.anchorage.signal.codec.PngWriter;
import j2html.tags.DomContent;
import java.util.Base64;

/** Pictures inside a page. */
public final class Picture {
  private static final int SHOWN = 124;

  private Picture() {}

  /**
   * A small picture with a caption; few pixels are shown large, each as a square.
   *
   * @param described what the picture shows, for those who cannot see it
   */
  public static DomContent captioned(Raster pixels, String caption, String described) {
    int longest = Math.max(pixels.height(), pixels.width());
    int width = Math.max(1, Math.round((float) pixels.width() * SHOWN / longest));
    return figure(
            img()
                .withSrc(source(pixels))
                .withAlt(described)
                .withWidth(Integer.toString(width))
                .withClass(longest <= SHOWN ? "pixels" : ""),
            figcaption(caption))
        .withClass("picture");
  }

  /** A picture as wide as the page allows. */
  public static DomContent large(Raster pixels, String described) {
    return img().withSrc(source(pixels)).withAlt(described).withClass("large");
  }

  private static String source(Raster pixels) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(PngWriter.encode(pixels));
  }
}
