package io.anchorage.jobs.report;

import io.anchorage.jobs.report.CardStyle.Cell;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of fields. Each is shown as the original, the reconstruction, and either the anchors of
 * its latents or the field evaluated between the pixels.
 *
 * @param title in the upper left corner
 * @param subtitle one line below it
 * @param notes lines at the foot of the page
 */
record ContactSheet(String title, String subtitle, List<String> notes) {
  private static final int MARGIN = 28;
  private static final int GAP = 14;
  private static final int SMALLEST_BOX = 140;
  private static final int LARGEST_BOX = 360;
  private static final double ASPECT = 1.5;

  ContactSheet {
    notes = List.copyOf(notes);
  }

  /** Draws the sheet, which needs at least one specimen. */
  BufferedImage draw(List<Specimen> specimens, Lettering lettering) {
    int box = box(specimens);
    List<List<Cell>> cells = specimens.stream().map(s -> cells(s, box)).toList();
    CardStyle style = CardStyle.of(cells, lettering);
    int columns = columns(specimens.size(), style.width() + GAP, style.height() + GAP);
    int rows = (specimens.size() + columns - 1) / columns;
    int head = head(lettering);
    int cards = rows * (style.height() + GAP) - GAP;
    int width = Math.max(2 * MARGIN + columns * (style.width() + GAP) - GAP, textWidth(lettering));
    int height = MARGIN + head + cards + foot(lettering) + MARGIN;

    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D on = page.createGraphics();
    on.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    on.setColor(PageColours.PAPER);
    on.fillRect(0, 0, width, height);
    drawHead(on, lettering);
    for (int i = 0; i < specimens.size(); i++) {
      int left = MARGIN + i % columns * (style.width() + GAP);
      int top = MARGIN + head + i / columns * (style.height() + GAP);
      style.draw(on, specimens.get(i), cells.get(i), left, top);
    }
    drawNotes(on, MARGIN + head + cards + GAP, lettering);
    on.dispose();
    return page;
  }

  private static int box(List<Specimen> specimens) {
    int longest =
        specimens.stream()
            .mapToInt(s -> Math.max(s.field().getWidth(), s.field().getHeight()))
            .max()
            .orElseThrow();
    return Math.min(LARGEST_BOX, longest * enlargement(longest));
  }

  /**
   * Returns the factor by which an image is enlarged.
   *
   * @param longest the longest side of any image on the sheet
   * @return a whole factor, at least 1
   */
  static int enlargement(int longest) {
    return Math.max(1, SMALLEST_BOX / longest);
  }

  private static List<Cell> cells(Specimen specimen, int box) {
    List<Cell> cells = new ArrayList<>();
    if (specimen.original() != null) {
      cells.add(new Cell(Panel.fit(specimen.original(), box).picture(), specimen.beside(), false));
    }
    Panel field = Panel.fit(specimen.field(), box);
    cells.add(new Cell(field.picture(), specimen.score(), true));
    if (specimen.finer() != null) {
      int factor = specimen.finer().getWidth() / specimen.field().getWidth();
      cells.add(
          new Cell(
              Panel.fit(specimen.finer(), box).picture(),
              "between pixels, " + factor + "x",
              false));
    }
    if (!specimen.anchors().isEmpty()) {
      cells.add(
          new Cell(
              AnchorPicture.of(field, specimen.anchors()),
              specimen.anchors().size() + " latents",
              false));
    }
    return cells;
  }

  /**
   * Returns the number of columns that brings the page closest to the shape of a landscape
   * photograph.
   */
  private static int columns(int specimens, int cardWidth, int cardHeight) {
    int best = 1;
    for (int columns = 2; columns <= specimens; columns++) {
      if (misshape(specimens, columns, cardWidth, cardHeight)
          < misshape(specimens, best, cardWidth, cardHeight)) {
        best = columns;
      }
    }
    return best;
  }

  private static double misshape(int specimens, int columns, int cardWidth, int cardHeight) {
    int rows = (specimens + columns - 1) / columns;
    double aspect = (double) columns * cardWidth / (rows * cardHeight);
    double empty = (double) (rows * columns - specimens) / specimens;
    return Math.abs(StrictMath.log(aspect / ASPECT)) + empty;
  }

  private int textWidth(Lettering lettering) {
    int widest = lettering.width(title, Lettering.Size.TITLE);
    widest = Math.max(widest, lettering.width(subtitle, Lettering.Size.SMALL));
    for (String note : notes) {
      widest = Math.max(widest, lettering.width(note, Lettering.Size.SMALL));
    }
    return 2 * MARGIN + widest;
  }

  private static int head(Lettering lettering) {
    return lettering.height(Lettering.Size.TITLE)
        + 4
        + lettering.height(Lettering.Size.NORMAL)
        + 16;
  }

  private int foot(Lettering lettering) {
    return notes.isEmpty() ? 0 : GAP + notes.size() * lettering.height(Lettering.Size.SMALL);
  }

  private void drawHead(Graphics2D on, Lettering lettering) {
    lettering.write(on, title, MARGIN, MARGIN, Lettering.Size.TITLE, PageColours.INK);
    int below = MARGIN + lettering.height(Lettering.Size.TITLE) + 4;
    lettering.write(on, subtitle, MARGIN, below, Lettering.Size.SMALL, PageColours.FAINT);
  }

  private void drawNotes(Graphics2D on, int top, Lettering lettering) {
    int y = top;
    for (String note : notes) {
      lettering.write(on, note, MARGIN, y, Lettering.Size.SMALL, PageColours.FAINT);
      y += lettering.height(Lettering.Size.SMALL);
    }
  }
}
