package io.anchorage.jobs.source;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.Listing.Entry;
import io.anchorage.jobs.storage.ErrorText;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * A CSV file that lists a folder's images: {@code path,label[,split]}, in this column order unless
 * a heading line with these names gives another. It alone determines which images the dataset has;
 * an image that is listed but does not exist fails when it is read.
 */
final class LabelFile {
  private static final List<String> COLUMNS = List.of("path", "label", "split");

  private final Input input;
  private final Path file;
  private int[] columns = {0, 1, 2};

  private LabelFile(Input input, Path file) {
    this.input = input;
    this.file = file;
  }

  /** The images, sorted by path. */
  static List<FolderImage> read(Input input) throws IOException {
    Path file = new Path(input.path(), input.config().labels());
    return new LabelFile(input, file).images();
  }

  private List<FolderImage> images() throws IOException {
    List<FolderImage> rows = rows();
    rows.sort(Comparator.comparing(FolderImage::path));
    List<Entry> entries =
        rows.stream().map(row -> new Entry(row.path(), FileStamp.UNKNOWN)).toList();
    boolean withSplits = rows.stream().anyMatch(row -> row.split() != null);
    if (withSplits) {
      input.refuseTestFraction("the label file names splits: " + file);
      Set<String> splits = new HashSet<>(rows.stream().map(FolderImage::split).toList());
      rows.replaceAll(row -> in(row, Splits.settle(row.split(), splits)));
      return rows;
    }
    FolderLayout layout = new FolderLayout(input);
    Set<String> splits = layout.splits(entries);
    rows.replaceAll(row -> in(row, layout.split(new Entry(row.path(), FileStamp.UNKNOWN), splits)));
    return rows;
  }

  private static FolderImage in(FolderImage image, String split) {
    return new FolderImage(image.path(), split, image.label(), image.stamp());
  }

  private List<FolderImage> rows() throws IOException {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(-1);
    settings.setNullValue("");
    settings.setEmptyValue("");
    CsvParser parser = new CsvParser(settings);
    List<FolderImage> images = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (InputStreamReader text =
        new InputStreamReader(input.files().open(file.toString()), StandardCharsets.UTF_8)) {
      parser.beginParsing(text);
      for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
        long line = parser.getContext().currentLine();
        if (images.isEmpty() && heading(row)) {
          continue;
        }
        FolderImage image = image(row, line);
        if (!seen.add(image.path())) {
          throw error("lists " + image.path() + " twice", line);
        }
        images.add(image);
      }
      return images;
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "Label file cannot be read: %s (%s); check source.labels"
              .formatted(file, ErrorText.line(e)),
          e);
    } catch (TextParsingException e) {
      throw error("is not valid CSV: " + ErrorText.line(e), parser.getContext().currentLine());
    }
  }

  /** Whether a row is a heading; if so, adopts its order of columns. */
  private boolean heading(String[] row) {
    List<String> names = Arrays.stream(row).map(String::strip).toList();
    if (!names.contains(COLUMNS.get(0)) || !names.contains(COLUMNS.get(1))) {
      return false;
    }
    columns = COLUMNS.stream().mapToInt(names::indexOf).toArray();
    return true;
  }

  private FolderImage image(String[] row, long line) {
    String path = cell(row, 0);
    if (path.isEmpty()) {
      throw error("has a row without a path", line);
    }
    if (path.startsWith("/")
        || path.contains("//")
        || List.of(path.split("/", -1)).contains("..")) {
      throw error("has a path that is not below the input: " + path, line);
    }
    boolean splitGiven = columns[2] >= 0 && row.length > columns[2];
    String split = splitGiven ? Splits.named(cell(row, 2)) : null;
    if (splitGiven && split == null) {
      throw error("has a split other than train, test or val: '" + cell(row, 2) + "'", line);
    }
    return new FolderImage(path, split, cell(row, 1), FileStamp.UNKNOWN);
  }

  private String cell(String[] row, int column) {
    int at = columns[column];
    return at >= 0 && at < row.length && row[at] != null ? row[at].strip() : "";
  }

  private UserException error(String message, long line) {
    return new UserException(
        Kind.INPUT, "Label file %s %s (line %d)".formatted(file, message, line));
  }
}
