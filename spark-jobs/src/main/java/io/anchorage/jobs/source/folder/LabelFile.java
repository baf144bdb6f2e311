package io.anchorage.jobs.source.folder;

import com.univocity.parsers.common.TextParsingException;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.Listing.Entry;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.source.folder.LabelHeading.Unclear;
import io.anchorage.jobs.source.folder.LabelRows.BadLine;
import io.anchorage.jobs.source.folder.LabelRows.Row;
import io.anchorage.jobs.storage.ErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * A file that lists a folder's images with their labels and perhaps their splits: comma-separated
 * values, or JSON lines. It alone determines which images the dataset has; an image that is listed
 * but does not exist fails when it is read.
 */
final class LabelFile {
  private final Input input;
  private final Path file;
  private final List<Finding> findings = new ArrayList<>();
  private List<FolderImage> images = List.of();

  private LabelFile(Input input, Path file) {
    this.input = input;
    this.file = file;
  }

  /**
   * Reads the label file that the config names.
   *
   * @throws UserException if it cannot be read, or says two things of one image
   */
  static LabelFile read(Input input) throws IOException {
    ClassFrom from = input.config().classFrom();
    if (from != ClassFrom.AUTO && from != ClassFrom.NONE) {
      throw new UserException(
          Kind.CONFIG,
          "source.class-from is %s, but source.labels names a file of labels; remove one of them"
              .formatted(from.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
    LabelFile labels = new LabelFile(input, new Path(input.path(), input.config().labels()));
    labels.images = labels.settled(labels.listed());
    return labels;
  }

  /** The images, sorted by path. */
  List<FolderImage> images() {
    return images;
  }

  /** How the file was read, and what was left out. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Gives images their splits: the file's, or else those of their folders. */
  private List<FolderImage> settled(List<FolderImage> rows) {
    if (rows.stream().anyMatch(row -> row.split() != null)) {
      input.refuseTestFraction("the label file names splits: " + file);
      rows.stream().filter(row -> row.split() == null).findFirst().ifPresent(this::refuseBare);
      Set<String> splits = new HashSet<>(rows.stream().map(FolderImage::split).toList());
      return rows.stream().map(row -> row.in(Splits.settle(row.split(), splits))).toList();
    }
    List<Entry> entries = rows.stream().map(row -> new Entry(row.path(), row.stamp())).toList();
    SplitFolders splits = SplitFolders.of(input, entries);
    findings.addAll(splits.findings());
    List<FolderImage> images = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      images.add(rows.get(i).in(FolderLayout.split(input, splits, entries.get(i))));
    }
    return images;
  }

  private List<FolderImage> listed() throws IOException {
    LabelRows table = rows();
    LabelHeading columns = columns(table.rows());
    List<Row> rows =
        columns.present() ? table.rows().subList(1, table.rows().size()) : table.rows();
    LabelPaths paths = LabelPaths.of(input, file, rows, columns.path());
    findings.add(
        Finding.found(
            "labels: %s, %d rows, %s, %s"
                .formatted(file.getName(), rows.size(), table.form(), columns.words())));
    requireSome(rows, columns, paths);
    if (!paths.base().isEmpty()) {
      findings.add(Finding.found("the label file's paths are relative to " + paths.base()));
    }
    if (paths.backslashes()) {
      findings.add(Finding.found("the label file's paths are separated by backslashes"));
    }
    Map<String, FolderImage> seen = new HashMap<>();
    List<String> again = new ArrayList<>();
    for (Row row : rows) {
      FolderImage image = image(row, columns, paths);
      FolderImage other = seen.putIfAbsent(image.path(), image);
      if (other != null && !other.equals(image)) {
        throw error(
            "lists %s twice, as %s and %s"
                .formatted(ErrorText.shown(image.path()), said(other), said(image)),
            row.line());
      }
      if (other != null) {
        again.add("%s (line %d)".formatted(ErrorText.shown(image.path()), row.line()));
      }
    }
    if (!again.isEmpty()) {
      findings.add(
          Finding.leftOut(
              "%d rows that repeat another, such as %s".formatted(again.size(), again.get(0))));
    }
    return stamped(seen.values().stream().sorted(Comparator.comparing(FolderImage::path)).toList());
  }

  /** Refuses a file of which not even the first paths exist: its rows are of something else. */
  private void requireSome(List<Row> rows, LabelHeading columns, LabelPaths paths) {
    List<Row> first = rows.stream().limit(LabelPaths.TRIED).toList();
    List<Row> there =
        first.stream().filter(row -> paths.isThere(row.cell(columns.path()))).toList();
    if (there.isEmpty() && rows.size() > 1) {
      throw error(
          "lists no image that is there, such as "
              + ErrorText.shown(first.get(0).cell(columns.path()))
              + "; paths are relative to "
              + input.path(),
          first.get(0).line());
    }
    if (!columns.present() && rows.size() > 1 && !there.contains(rows.get(0))) {
      String path = rows.get(0).cell(columns.path());
      if (!Listing.isImage(path)) {
        throw error(
            "has a heading that is not known, or lists a file that is not there: "
                + ErrorText.shown(String.join(", ", rows.get(0).cells()))
                + "; "
                + LabelHeading.KNOWN,
            rows.get(0).line());
      }
    }
  }

  private static String said(FolderImage image) {
    return ErrorText.shown(
        "'" + image.label() + "'" + (image.split() == null ? "" : " in " + image.split()));
  }

  private LabelHeading columns(List<Row> rows) {
    try {
      return LabelHeading.of(rows, input.config());
    } catch (Unclear e) {
      throw new UserException(Kind.INPUT, "Label file %s %s".formatted(file, e.getMessage()), e);
    }
  }

  private LabelRows rows() throws IOException {
    try (InputStream in = input.files().open(file.toString())) {
      String text = LabelText.of(in.readAllBytes());
      return file.getName().toLowerCase(Locale.ROOT).matches(".*\\.(jsonl|ndjson)")
          ? LabelRows.json(text)
          : LabelRows.csv(text);
    } catch (BadLine e) {
      throw new UserException(Kind.INPUT, "Label file %s %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "Label file cannot be read: %s (%s); check source.labels"
              .formatted(file, ErrorText.line(e)),
          e);
    } catch (TextParsingException e) {
      throw new UserException(
          Kind.INPUT, "Label file %s is not valid CSV: %s".formatted(file, ErrorText.line(e)), e);
    }
  }

  private void refuseBare(FolderImage row) {
    throw new UserException(
        Kind.INPUT,
        "Label file %s names splits, but none for %s; give each row a split, or none of them"
            .formatted(file, ErrorText.shown(row.path())));
  }

  private FolderImage image(Row row, LabelHeading columns, LabelPaths paths) {
    String written = row.cell(columns.path());
    if (written.isEmpty()) {
      throw error("has a row without a path", row.line());
    }
    String path = paths.relative(written);
    if (path == null) {
      throw error(
          "has a path that is not below the input: " + ErrorText.shown(written), row.line());
    }
    boolean splitGiven = columns.split() >= 0 && row.cells().size() > columns.split();
    String split = splitGiven ? Splits.named(row.cell(columns.split())) : null;
    if (splitGiven && split == null) {
      throw error(
          "has a split other than train, test or val: '%s'"
              .formatted(ErrorText.shown(row.cell(columns.split()))),
          row.line());
    }
    String label = input.config().classFrom() == ClassFrom.NONE ? "" : row.cell(columns.label());
    return new FolderImage(path, split, label, FileStamp.UNKNOWN, null);
  }

  /** Adds what a listing of the input says of each file, and tells what the rows leave out. */
  private List<FolderImage> stamped(List<FolderImage> rows) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    if (input.root().isDirectory()) {
      Listing listing = Listing.of(input);
      listing.images().forEach(entry -> entries.put(entry.path(), entry));
    }
    List<FolderImage> images = new ArrayList<>(rows.size());
    for (FolderImage row : rows) {
      Entry entry = entries.remove(row.path());
      images.add(entry == null ? row : FolderImage.of(entry, row.split(), row.label()));
    }
    if (!entries.isEmpty()) {
      findings.add(
          Finding.leftOut(
              "%d images that the label file does not list, such as %s"
                  .formatted(
                      entries.size(),
                      ErrorText.shown(
                          entries.keySet().stream().sorted().findFirst().orElseThrow()))));
    }
    return images;
  }

  private UserException error(String message, long line) {
    return new UserException(
        Kind.INPUT, "Label file %s %s (line %d)".formatted(file, message, line));
  }
}
