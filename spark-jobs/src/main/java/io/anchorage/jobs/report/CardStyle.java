package io.anchorage.jobs.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The layout of the cards on one sheet. All cards share it, so that pictures line up in rows and
 * columns.
 *
 * @param panels number of pictures side by side on the fullest card
 * @param panelWidth width available to one picture, in pixels
 * @param panelHeight height available to one picture, in pixels
 */
record CardStyle(int panels, int panelWidth, int panelHeight, Lettering lettering) {
  private static final int PADDING = 10;
  private static final int GAP = 6;
  private static final int LEADING = 4;
  private static final int CORNER = 8;
  private static final int NARROWEST_PANEL = 110;

  private static final Color CARD = Color.WHITE;

  /** One picture on a card and the caption below it. */
  record Cell(BufferedImage picture, String caption, boolean strong) {}

  /** Makes a style with room for the pictures of all cards. */
  static CardStyle of(List<List<Cell>> cards, Lettering lettering) {
    int panels = 1;
    int width = NARROWEST_PANEL;
    int height = 1;
    for (List<Cell> card : cards) {
      panels = Math.max(panels, card.size());
      for (Cell cell : card) {
        width = Math.max(width, cell.picture().getWidth());
        height = Math.max(height, cell.picture().getHeight());
      }
    }
    return new CardStyle(panels, width, height, lettering);
  }

  int width() {
    return 2 * PADDING + panels * panelWidth + (panels - 1) * GAP;
  }

  int height() {
    return 2 * PADDING
        + lettering.height(Lettering.Size.NORMAL)
        + LEADING
        + panelHeight
        + LEADING
        + lettering.height(Lettering.Size.SMALL);
  }

  /** Draws a card with its upper left corner at the given position. */
  void draw(Graphics2D on, Specimen specimen, List<Cell> cells, int left, int top) {
    on.setColor(CARD);
    on.fillRoundRect(left, top, width(), height(), CORNER, CORNER);
    on.setColor(PageColours.RULE);
    on.drawRoundRect(left, top, width() - 1, height() - 1, CORNER, CORNER);
    heading(on, specimen, left + PADDING, top + PADDING);
    int pictures = top + PADDING + lettering.height(Lettering.Size.NORMAL) + LEADING;
    for (int i = 0; i < cells.size(); i++) {
      cell(on, cells.get(i), left + PADDING + i * (panelWidth + GAP), pictures);
    }
  }

  private void heading(Graphics2D on, Specimen specimen, int left, int top) {
    int room = width() - 2 * PADDING;
    String name = lettering.fitted(specimen.name(), room, Lettering.Size.NORMAL);
    lettering.write(on, name, left, top, Lettering.Size.NORMAL, PageColours.INK);
    int rest = room - lettering.width(name, Lettering.Size.NORMAL) - PADDING;
    String id = lettering.fitted(specimen.id(), rest, Lettering.Size.SMALL);
    int idLeft = left + room - lettering.width(id, Lettering.Size.SMALL);
    lettering.write(on, id, idLeft, top + 1, Lettering.Size.SMALL, PageColours.FAINT);
  }

  private void cell(Graphics2D on, Cell cell, int left, int top) {
    BufferedImage picture = cell.picture();
    on.drawImage(
        picture,
        left + (panelWidth - picture.getWidth()) / 2,
        top + (panelHeight - picture.getHeight()) / 2,
        null);
    String caption = lettering.fitted(cell.caption(), panelWidth, Lettering.Size.SMALL);
    int indent = (panelWidth - lettering.width(caption, Lettering.Size.SMALL)) / 2;
    Color colour = cell.strong() ? PageColours.INK : PageColours.FAINT;
    lettering.write(
        on, caption, left + indent, top + panelHeight + LEADING, Lettering.Size.SMALL, colour);
  }
}
