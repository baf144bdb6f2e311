package io.anchorage.jobs.source.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of a label file.
 *
 * @param form how they are written, such as {@code separated by commas}
 * @param rows the first may be a heading
 */
record LabelRows(String form, List<Row> rows) {
  /** What separates cells, in the order of preference. */
  private static final Map<Character, String> SEPARATORS =
      Map.of(',', "commas", '\t', "tabs", ';', "semicolons", '|', "bars", ' ', "spaces");

  private static final char[] PREFERENCE = {',', '\t', ';', '|', ' '};

  /** The line by which Excel is told what separates cells. */
  private static final Pattern SEPARATOR_LINE = Pattern.compile("sep=(.)(?=[\r\n])");

  /** How many lines decide on the separator. */
  private static final int LINES = 100;

  private static final int MOST_COLUMNS = 4096;

  /**
   * One row.
   *
   * @param line the line in which it ends, from 1
   */
  record Row(long line, List<String> cells) {
    /** A cell, without spaces at its ends; empty if the row has no such cell. */
    String cell(int column) {
      return column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
    }
  }

  /** A line that is not JSON. */
  static final class BadLine extends Exception {
    private static final long serialVersionUID = 1;

    BadLine(long line) {
      super("has a line that is no JSON object (line %d)".formatted(line));
    }
  }

  /** Reads comma-separated values, or values separated by whatever separates the first lines. */
  static LabelRows csv(String text) {
    Matcher first = SEPARATOR_LINE.matcher(text);
    return first.lookingAt()
        ? csv(" ".repeat(first.end(1)) + text.substring(first.end(1)), first.group(1).charAt(0))
        : csv(text, separator(text));
  }

  private static LabelRows csv(String text, char separator) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.getFormat().setDelimiter(separator);
    // A path may begin with the character that is a comment's by default.
    settings.setCommentProcessingEnabled(false);
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setNullValue("");
    settings.setEmptyValue("");
    CsvParser parser = new CsvParser(settings);
    List<Row> rows = new ArrayList<>();
    parser.beginParsing(new StringReader(text));
    for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
      // Spreadsheets end with rows of nothing but separators.
      if (!Arrays.stream(row).allMatch(String::isBlank)) {
        rows.add(new Row(parser.getContext().currentLine(), List.of(row)));
      }
    }
    String form = SEPARATORS.getOrDefault(separator, "'" + separator + "'");
    return new LabelRows("separated by " + form, rows);
  }

  private static char separator(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
    for (char candidate : PREFERENCE) {
      long least = lines.stream().mapToLong(line -> count(line, candidate)).min().orElse(0);
      long most = lines.stream().mapToLong(line -> count(line, candidate)).max().orElse(0);
      // Names hold spaces, too: they separate only where each line has exactly one.
      if (least > 0 && (candidate != ' ' || most == 1)) {
        return candidate;
      }
    }
    return ',';
  }

  private static long count(String line, char separator) {
    boolean quoted = false;
    long count = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      count += c == separator && !quoted ? 1 : 0;
    }
    return count;
  }

  /**
   * Reads JSON lines: an object a line, whose keys become the heading.
   *
   * @throws BadLine if a line is not an object
   */
  static LabelRows json(String text) throws BadLine {
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = Arrays.asList(text.split("\r\n|\n|\r", -1));
    List<JsonNode> objects = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode object = lines.get(i).isBlank() ? null : object(mapper, lines.get(i), i + 1);
      objects.add(object);
      if (object != null) {
        object.fieldNames().forEachRemaining(keys::add);
      }
    }
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(1, List.copyOf(keys)));
    for (int i = 0; i < objects.size(); i++) {
      JsonNode object = objects.get(i);
      if (object != null) {
        rows.add(new Row(i + 1, keys.stream().map(key -> value(object.get(key))).toList()));
      }
    }
    return new LabelRows("in JSON", rows);
  }

  private static JsonNode object(ObjectMapper mapper, String line, long number) throws BadLine {
    try {
      JsonNode node = mapper.readTree(line);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Told below, with the line.
    }
    throw new BadLine(number);
  }

  private static String value(JsonNode node) {
    return node == null || node.isNull() || node.isContainerNode() ? "" : node.asText();
  }
}
