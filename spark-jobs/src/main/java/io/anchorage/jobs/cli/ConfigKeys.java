package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All config keys as the pages of {@code conf} describe them, whose rows the build compares with
 * the code.
 */
final class ConfigKeys {
  /** The folder that the launcher lies below; in a build, the module's parent. */
  private static final Path HOME = Path.of(System.getProperty("anchorage.home", ".."));

  private static final Pattern KEY =
      Pattern.compile("`(\\.?[a-z0-9-]+(\\[])?(\\.[a-z0-9-]+(\\[])?)*)`");
  private static final Pattern COMMAND = Pattern.compile("## .*`anchorage ([a-z-]+)`");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final int CELLS = 4;

  /**
   * One row of the tables.
   *
   * @param command whose config the key belongs to
   * @param fallback the default
   */
  record Row(String key, String command, String meaning, String fallback, String example) {}

  private ConfigKeys() {}

  /**
   * Reads the tables, in their order.
   *
   * @throws UserException if they are not where the launcher is
   */
  static Map<String, Row> read() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows(HOME.resolve("conf/README.md"), "fit", rows);
    rows(HOME.resolve("conf/experiments/all-cnn/README.md"), "feature-maps", rows);
    return Collections.unmodifiableMap(rows);
  }

  private static void rows(Path page, String first, Map<String, Row> rows) {
    try {
      rows(Files.readAllLines(page), first, rows);
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT, "The tables of keys cannot be read: " + page + "; run deploy/anchorage", e);
    }
  }

  private static void rows(List<String> lines, String first, Map<String, Row> rows) {
    String command = first;
    boolean ofKeys = false;
    for (String line : lines) {
      Matcher heading = COMMAND.matcher(line);
      if (line.startsWith("# Training")) {
        command = "train";
      } else if (line.startsWith("# Experiments")) {
        command = "experiment";
      } else if (heading.matches()) {
        command = heading.group(1);
      }
      List<String> cells = cells(line);
      ofKeys = !cells.isEmpty() && (ofKeys || cells.get(0).equals("property"));
      if (ofKeys && cells.size() == CELLS && cells.get(0).startsWith("`")) {
        String section = "";
        for (Matcher match = KEY.matcher(cells.get(0)); match.find(); ) {
          // Of several keys of one section, those after the first begin with a dot.
          String key = (match.group(1).startsWith(".") ? section : "") + match.group(1);
          section = key.substring(0, Math.max(0, key.lastIndexOf('.')));
          rows.put(
              key,
              new Row(
                  key,
                  command,
                  LINK.matcher(cells.get(1)).replaceAll("$1"),
                  cells.get(2).replace("`", ""),
                  cells.get(3).replace("`", "")));
        }
      }
    }
  }

  /** The cells of a row of a Markdown table, where {@code \|} is no border. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    if (line.startsWith("| ") && line.endsWith(" |")) {
      for (String cell : line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1)) {
        cells.add(cell.strip().replace("\\|", "|"));
      }
    }
    return cells;
  }

  /** The keys, for completion; none where the tables cannot be read. Read when they are asked. */
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      try {
        return read().keySet().iterator();
      } catch (UserException e) {
        return Collections.emptyIterator();
      }
    }
  }
}
