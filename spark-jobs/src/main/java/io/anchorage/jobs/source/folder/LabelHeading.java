package io.anchorage.jobs.source.folder;

import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.source.folder.LabelRows.Row;
import io.anchorage.jobs.storage.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which columns of a label file hold what; -1 for none.
 *
 * @param present whether the first row names the columns
 * @param words the columns in one line
 */
record LabelHeading(boolean present, int path, int label, int split, String words) {
  private static final Set<String> PATHS =
      Set.of(
          "path",
          "paths",
          "file",
          "files",
          "filename",
          "file_name",
          "filepath",
          "file_path",
          "image",
          "images",
          "image_name",
          "image_path",
          "image_file",
          "image_filename",
          "imagename",
          "imagepath",
          "img",
          "img_name",
          "img_path");

  private static final Set<String> LABELS =
      Set.of(
          "label",
          "labels",
          "label_name",
          "class",
          "classes",
          "class_name",
          "classname",
          "category",
          "category_name",
          "target",
          "wnid",
          "synset");

  private static final Set<String> SPLITS = Set.of("split", "set", "subset", "partition");

  static final String KNOWN =
      "known are path, file_name, filename, image ... for paths; label, class, category, target"
          + " ... for classes; split, set, subset for splits; or set source.image-column and"
          + " source.label-column";

  /** A label file whose columns cannot be told. */
  static final class Unclear extends Exception {
    private static final long serialVersionUID = 1;

    Unclear(String message) {
      super(message);
    }
  }

  /**
   * Finds the columns of a file.
   *
   * @throws Unclear in words that follow the file's name
   */
  static LabelHeading of(List<Row> rows, SourceConfig config) throws Unclear {
    if (rows.isEmpty()) {
      return new LabelHeading(false, 0, 1, -1, "none");
    }
    List<String> names = rows.get(0).cells().stream().map(LabelHeading::plain).toList();
    boolean chosen = !config.imageColumn().isEmpty() || !config.labelColumn().isEmpty();
    if (chosen
        || names.stream().anyMatch(PATHS::contains)
        || (names.stream().anyMatch(LABELS::contains) && !hasImage(rows.get(0)))) {
      return named(rows.get(0), names, config);
    }
    if (rows.size() > 1 && !hasImage(rows.get(0)) && hasImage(rows.get(1))) {
      throw new Unclear(
          "has a heading whose columns are not known: %s; %s".formatted(shown(rows.get(0)), KNOWN));
    }
    return unnamed(rows);
  }

  private static boolean hasImage(Row row) {
    return row.cells().stream().anyMatch(cell -> Listing.isImage(cell.strip()));
  }

  private static LabelHeading named(Row heading, List<String> names, SourceConfig config)
      throws Unclear {
    int path = column(heading, names, PATHS, config.imageColumn(), "paths", "source.image-column");
    int label =
        config.classFrom() == SourceConfig.ClassFrom.NONE
            ? -1
            : column(
                heading, names, LABELS, config.labelColumn(), "classes", "source.label-column");
    int split = column(heading, names, SPLITS, "", "splits", "");
    List<String> words = new ArrayList<>();
    words.add("paths in " + ErrorText.shown(heading.cell(path)));
    if (label >= 0) {
      words.add("classes in " + ErrorText.shown(heading.cell(label)));
    }
    if (split >= 0) {
      words.add("splits in " + ErrorText.shown(heading.cell(split)));
    }
    return new LabelHeading(true, path, label, split, String.join(", ", words));
  }

  private static int column(
      Row heading, List<String> names, Set<String> known, String wanted, String what, String key)
      throws Unclear {
    if (!wanted.isEmpty()) {
      int exact = heading.cells().stream().map(String::strip).toList().indexOf(wanted);
      int found = exact >= 0 ? exact : names.indexOf(plain(wanted));
      if (found < 0) {
        throw new Unclear(
            "has no column %s, which %s names; it has %s".formatted(wanted, key, shown(heading)));
      }
      return found;
    }
    int[] found =
        IntStream.range(0, names.size()).filter(i -> known.contains(names.get(i))).toArray();
    if (found.length > 1) {
      TreeSet<String> several = new TreeSet<>();
      IntStream.of(found).forEach(i -> several.add(ErrorText.shown(heading.cell(i))));
      throw new Unclear(
          "has several columns of %s: %s; %s"
              .formatted(
                  what,
                  String.join(", ", several),
                  key.isEmpty() ? "remove all but one" : "choose one with " + key));
    }
    if (found.length == 0 && !key.isEmpty()) {
      throw new Unclear(
          "has no column of %s: it has %s; %s".formatted(what, shown(heading), KNOWN));
    }
    return found.length == 0 ? -1 : found[0];
  }

  /** A path, a label and perhaps a split; more columns than these are not looked at. */
  private static LabelHeading unnamed(List<Row> rows) throws Unclear {
    Row first = rows.get(0);
    if (!Listing.isImage(first.cell(0)) && hasImage(first)) {
      throw new Unclear(
          "has no heading, and no path in its first column: %s; %s".formatted(shown(first), KNOWN));
    }
    int columns = first.cells().size();
    boolean more = columns > 3 || rows.stream().noneMatch(LabelHeading::hasSplit);
    int split = columns < 3 || (more && !hasSplit(first)) ? -1 : 2;
    String words =
        "no heading: paths in column 1"
            + (columns > 1 ? ", classes in column 2" : "")
            + (split == 2 ? ", splits in column 3" : "")
            + (columns > (split == 2 ? 3 : 2) ? ", the others not read" : "");
    return new LabelHeading(false, 0, 1, split, words);
  }

  private static boolean hasSplit(Row row) {
    return Splits.named(row.cell(2)) != null;
  }

  private static String shown(Row row) {
    return ErrorText.shown(String.join(", ", row.cells()));
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }
}
