package io.anchorage.jobs.solve;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.report.FieldImage;
import io.anchorage.jobs.report.Lettering;
import io.anchorage.jobs.report.PageColours;
import io.anchorage.jobs.report.SheetSelection;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Solutions, each below what a principled solver gives (Vieillard and Hu 2025, figures 1, 2). */
final class SolveSheet {
  private static final int MARGIN = 20;
  private static final int GAP = 6;
  private static final int SMALLEST_WIDTH = 240;

  private final FieldTable table;
  private final TableSubject subject;
  private final Targets targets;
  private final Lettering lettering = Lettering.best();

  SolveSheet(FieldTable table, TableSubject subject, Targets targets) {
    this.table = table;
    this.subject = subject;
    this.targets = targets;
  }

  /** A picture with the line above it. */
  private record Strip(String words, BufferedImage picture) {}

  Targets.Sheet draw(int count) {
    List<FieldRow> rows = table.findInOrder(SheetSelection.of(table, count, field -> true));
    if (rows.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds no fields to draw; see anchorage inspect".formatted(table.files().root()));
    }
    List<Strip> strips = new ArrayList<>();
    int shown = 0;
    for (FieldRow row : rows) {
      FieldSummary summary = row.summary();
      Optional<Raster> reference = targets.original(summary);
      shown += reference.isPresent() ? 1 : 0;
      reference.ifPresent(
          raster -> strips.add(strip(summary.id() + ": " + targets.words(), raster)));
      String words =
          String.format(
              Locale.ROOT,
              "%s field: error %.4f, %.2f dB, %d steps",
              summary.family(),
              row.field().number(SolveColumns.ERROR),
              summary.psnr(),
              summary.steps());
      strips.add(strip(words, subject.picture(row, 1)));
    }
    return new Targets.Sheet(page(strips), rows.size(), shown);
  }

  private static Strip strip(String words, Raster raster) {
    BufferedImage small = FieldImage.of(raster);
    int factor = Math.max(1, SMALLEST_WIDTH / small.getWidth());
    BufferedImage large =
        new BufferedImage(
            small.getWidth() * factor, small.getHeight() * factor, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        large.setRGB(x, y, small.getRGB(x / factor, y / factor));
      }
    }
    return new Strip(words, large);
  }

  private BufferedImage page(List<Strip> strips) {
    int line = lettering.height(Lettering.Size.SMALL) + GAP;
    int width = 0;
    int height = MARGIN;
    for (Strip strip : strips) {
      width = Math.max(width, strip.picture().getWidth());
      width = Math.max(width, lettering.width(strip.words(), Lettering.Size.SMALL));
      height += line + strip.picture().getHeight() + GAP;
    }
    BufferedImage page =
        new BufferedImage(width + 2 * MARGIN, height + MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D on = page.createGraphics();
    on.setColor(PageColours.PAPER);
    on.fillRect(0, 0, page.getWidth(), page.getHeight());
    int top = MARGIN;
    for (Strip strip : strips) {
      lettering.write(on, strip.words(), MARGIN, top, Lettering.Size.SMALL, PageColours.INK);
      on.drawImage(strip.picture(), MARGIN, top + line, null);
      top += line + strip.picture().getHeight() + GAP;
    }
    on.dispose();
    return page;
  }
}
