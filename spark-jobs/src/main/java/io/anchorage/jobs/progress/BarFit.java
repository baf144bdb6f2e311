package io.anchorage.jobs.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a progress bar fit a terminal: a line that wraps cannot be redrawn in place. */
final class BarFit {
  private static final Pattern BAR = Pattern.compile("\\[(#*)(\\.*)]");
  private static final int SHORTEST_BAR = 8;
  private static final String BETWEEN = "  ";

  private BarFit() {}

  /**
   * Shortens the bar first, then leaves out what is said last.
   *
   * @param bar parts with two spaces between them
   * @param columns of the terminal; the last one stays free, since some terminals wrap after it
   */
  static String fit(String bar, int columns) {
    int most = Math.max(1, columns - 1);
    String fitted = bar.length() > most ? shortened(bar, bar.length() - most) : bar;
    List<String> parts = new ArrayList<>(List.of(fitted.split(BETWEEN)));
    while (parts.size() > 1 && String.join(BETWEEN, parts).length() > most) {
      parts.remove(parts.size() - 1);
    }
    String joined = String.join(BETWEEN, parts);
    return joined.length() > most ? joined.substring(0, most) : joined;
  }

  private static String shortened(String text, int excess) {
    Matcher bar = BAR.matcher(text);
    if (!bar.find()) {
      return text;
    }
    int cells = bar.group(1).length() + bar.group(2).length();
    int left = Math.max(Math.min(cells, SHORTEST_BAR), cells - excess);
    int filled = cells == 0 ? 0 : bar.group(1).length() * left / cells;
    return text.substring(0, bar.start())
        + "["
        + "#".repeat(filled)
        + ".".repeat(left - filled)
        + "]"
        + text.substring(bar.end());
  }
}
