package io.anchorage.jobs.source.folder;

import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.source.folder.LabelRows.Row;
import io.anchorage.jobs.storage.HadoopFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * How a label file writes paths: with slashes or backslashes, from the input or from a folder below
 * it.
 *
 * @param base the folder that paths are relative to, relative to the input; empty for the input
 * @param backslashes whether backslashes separate folders
 */
record LabelPaths(HadoopFiles files, Path input, String base, boolean backslashes) {
  /** How many paths are tried. */
  static final int TRIED = 16;

  /** Finds out how a file writes paths by looking for the first of them. */
  static LabelPaths of(Input input, Path file, List<Row> rows, int column) {
    List<String> paths =
        rows.stream().map(row -> row.cell(column)).filter(path -> !path.isEmpty()).toList();
    HadoopFiles files = input.files();
    boolean backslashes =
        paths.stream()
            .filter(path -> path.contains("\\"))
            .findFirst()
            .map(path -> path.indexOf('/') < 0 && !exists(files, input.path(), path))
            .orElse(false);
    for (String base : bases(input, file)) {
      LabelPaths way = new LabelPaths(files, input.path(), base, backslashes);
      if (paths.stream()
          .limit(TRIED)
          .filter(path -> base.isEmpty() || !path.contains(".."))
          .map(way::relative)
          .anyMatch(path -> path != null && exists(files, input.path(), path))) {
        return way;
      }
    }
    return new LabelPaths(files, input.path(), "", backslashes);
  }

  /** The input; below it, the folder of the label file, and a folder of images beside the file. */
  private static List<String> bases(Input input, Path file) {
    List<String> bases = new ArrayList<>(List.of(""));
    String folder = below(input.path(), file.getParent().toUri().getPath());
    if (folder != null && !folder.isEmpty()) {
      bases.add(folder);
      bases.add(folder + "/images");
    } else if (folder != null) {
      bases.add("images");
    }
    return bases;
  }

  private static boolean exists(HadoopFiles files, Path input, String path) {
    return files.exists(Listing.location(input.toString(), path));
  }

  /** Whether a path, as it is written, leads to something. */
  boolean isThere(String written) {
    String path = written.isEmpty() ? null : relative(written);
    return path != null && exists(files, input, path);
  }

  /** A full path as one relative to a folder; null if it is not below that. */
  private static String below(Path folder, String path) {
    String above = folder.toUri().getPath();
    if (path.equals(above)) {
      return "";
    }
    String prefix = above.endsWith("/") ? above : above + "/";
    return path.startsWith(prefix) ? path.substring(prefix.length()) : null;
  }

  /**
   * A path as the rest of Anchorage writes it: relative to the input, with single slashes and
   * without dots.
   *
   * @return null if it is not below the input
   */
  String relative(String written) {
    String path = backslashes ? written.replace('\\', '/') : written;
    String full = path.startsWith("file:/") ? new Path(path).toUri().getPath() : path;
    if (full.startsWith("/") || full.startsWith(input.toString() + "/")) {
      String root = full.startsWith("/") ? input.toUri().getPath() : input.toString();
      return full.startsWith(root + "/") ? normal(full.substring(root.length() + 1), "") : null;
    }
    return normal(full, base);
  }

  private static String normal(String path, String base) {
    List<String> parts = new ArrayList<>();
    for (String part : ((base.isEmpty() ? "" : base + "/") + path).split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.remove(parts.size() - 1);
      } else if (part.equals("..")) {
        return null;
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : String.join("/", parts);
  }
}
