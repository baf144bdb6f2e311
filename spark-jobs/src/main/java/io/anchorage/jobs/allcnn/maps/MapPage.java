package io.anchorage.jobs.allcnn.maps;

import io.anchorage.jobs.report.Lettering;
import io.anchorage.jobs.report.PageColours;
import io.anchorage.jobs.report.Panel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Rows of pictures under the heads of their columns, block by block: one block an image. */
final class MapPage {
  private static final int BOX = 128;
  private static final int GAP = 10;
  private static final int MARGIN = 28;
  private static final int NAMES = 120;
  private static final int LEADING = 3;

  private final String title;
  private final String subtitle;
  private final List<String> heads;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * @param heads of the columns
   */
  MapPage(String title, String subtitle, List<String> heads) {
    this.title = title;
    this.subtitle = subtitle;
    this.heads = List.copyOf(heads);
  }

  /**
   * One picture.
   *
   * @param range below it
   * @param score below that; may be empty
   */
  record Cell(BufferedImage picture, String range, String score) {}

  private record Row(String name, List<Cell> cells) {}

  private record Block(String name, BufferedImage input, List<Row> rows) {}

  /**
   * Begins a block.
   *
   * @param input null if it is not there
   */
  void image(String name, BufferedImage input) {
    blocks.add(new Block(name, input, new ArrayList<>()));
  }

  /** Adds a row to the block begun last; cells may be null. */
  void row(String name, List<Cell> cells) {
    blocks.get(blocks.size() - 1).rows().add(new Row(name, new ArrayList<>(cells)));
  }

  BufferedImage draw(Lettering lettering) {
    int small = lettering.height(Lettering.Size.SMALL);
    int normal = lettering.height(Lettering.Size.NORMAL);
    int rowHeight = BOX + 2 * (small + LEADING) + GAP;
    int head = lettering.height(Lettering.Size.TITLE) + small + 2 * GAP;
    int width =
        Math.max(
            2 * MARGIN + NAMES + (heads.size() + 1) * (BOX + GAP),
            2 * MARGIN + lettering.width(subtitle, Lettering.Size.SMALL));
    int height = 2 * MARGIN + head;
    for (Block block : blocks) {
      height += normal + small + 2 * GAP + block.rows().size() * rowHeight + GAP;
    }
    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D on = page.createGraphics();
    on.setColor(PageColours.PAPER);
    on.fillRect(0, 0, width, height);
    write(on, lettering, title, MARGIN, MARGIN, Lettering.Size.TITLE, PageColours.INK);
    int below = MARGIN + lettering.height(Lettering.Size.TITLE) + LEADING;
    write(on, lettering, subtitle, MARGIN, below, Lettering.Size.SMALL, PageColours.FAINT);
    int top = MARGIN + head;
    for (Block block : blocks) {
      write(on, lettering, block.name(), MARGIN, top, Lettering.Size.NORMAL, PageColours.INK);
      top += normal + GAP;
      drawHeads(on, lettering, top);
      top += small + GAP;
      drawInput(on, block, top);
      for (Row row : block.rows()) {
        drawRow(on, lettering, row, top);
        top += rowHeight;
      }
      top += GAP;
    }
    on.dispose();
    return page;
  }

  private void drawHeads(Graphics2D on, Lettering lettering, int top) {
    write(on, lettering, "input", MARGIN, top, Lettering.Size.SMALL, PageColours.FAINT);
    for (int c = 0; c < heads.size(); c++) {
      write(on, lettering, heads.get(c), left(c), top, Lettering.Size.SMALL, PageColours.FAINT);
    }
  }

  private static void drawInput(Graphics2D on, Block block, int top) {
    if (block.input() != null) {
      on.drawImage(Panel.fit(block.input(), BOX).picture(), MARGIN, top, null);
    }
  }

  private static void drawRow(Graphics2D on, Lettering lettering, Row row, int top) {
    int small = lettering.height(Lettering.Size.SMALL);
    int names = MARGIN + BOX + GAP;
    write(on, lettering, row.name(), names, top + BOX / 2, Lettering.Size.SMALL, PageColours.INK);
    for (int c = 0; c < row.cells().size(); c++) {
      Cell cell = row.cells().get(c);
      if (cell != null) {
        on.drawImage(Panel.fit(cell.picture(), BOX).picture(), left(c), top, null);
        int under = top + BOX + LEADING;
        write(on, lettering, cell.range(), left(c), under, Lettering.Size.SMALL, PageColours.FAINT);
        write(
            on,
            lettering,
            cell.score(),
            left(c),
            under + small,
            Lettering.Size.SMALL,
            PageColours.INK);
      }
    }
  }

  private static int left(int column) {
    return MARGIN + BOX + GAP + NAMES + column * (BOX + GAP);
  }

  private static void write(
      Graphics2D on,
      Lettering lettering,
      String text,
      int left,
      int top,
      Lettering.Size size,
      Color colour) {
    lettering.write(on, text, left, top, size, colour);
  }
}
