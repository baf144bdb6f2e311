package io.anchorage.jobs.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files below an input whose names say that they are images or Parquet tables, sorted by
 * relative path. Hidden files and folders (names that begin with a dot, {@code __MACOSX}) are
 * skipped.
 *
 * @param root the folder that paths are relative to
 */
record Listing(Path root, List<Entry> images, List<Entry> tables) {
  private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

  /** The file extensions of images, in lower case. */
  static final Set<String> IMAGES =
      Set.of("png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "webp");

  private static final String TABLES = "parquet";

  /**
   * One file.
   *
   * @param path relative to the root, with slashes
   * @param stamp size and time
   */
  record Entry(String path, FileStamp stamp) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folders that contain the file, outermost first. */
    List<String> folders() {
      int last = path.lastIndexOf('/');
      return last < 0 ? List.of() : List.of(path.substring(0, last).split("/", -1));
    }
  }

  static Listing of(Input input) throws IOException {
    Path root = input.root().isDirectory() ? input.path() : input.path().getParent();
    List<Entry> images = new ArrayList<>();
    List<Entry> tables = new ArrayList<>();
    Map<String, Integer> ignored = new TreeMap<>();
    input
        .files()
        .walk(
            input.root(),
            file -> {
              Entry entry = new Entry(relative(root, file.getPath()), FileStamp.of(file));
              String extension = extension(entry.name());
              if (hidden(entry.path())) {
                return;
              }
              if (IMAGES.contains(extension)) {
                images.add(entry);
              } else if (extension.equals(TABLES) && !entry.name().startsWith("_")) {
                tables.add(entry);
              } else {
                ignored.merge(extension.isEmpty() ? "no extension" : extension, 1, Integer::sum);
              }
            });
    if (!ignored.isEmpty()) {
      LOG.info("Ignored files below {}, by extension: {}", root, ignored);
    }
    images.sort(Comparator.comparing(Entry::path));
    tables.sort(Comparator.comparing(Entry::path));
    return new Listing(root, images, tables);
  }

  private static String relative(Path root, Path file) {
    String above = root.toUri().getPath();
    return file.toUri()
        .getPath()
        .substring(above.endsWith("/") ? above.length() : above.length() + 1);
  }

  private static boolean hidden(String path) {
    for (String part : path.split("/", -1)) {
      if (part.startsWith(".") || part.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The full path of a file below a root. Joined as text, because Hadoop's {@code Path} does not
   * accept a relative path with a colon in it.
   */
  static String location(String root, String path) {
    return root.endsWith("/") ? root + path : root + "/" + path;
  }
}
