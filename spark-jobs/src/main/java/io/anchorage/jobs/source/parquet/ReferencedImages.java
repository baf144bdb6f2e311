package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.source.Encoded;
import io.anchorage.jobs.source.Listing;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Images that Parquet tables name by their paths instead of holding their bytes. Only files below
 * the input are read: a path is relative to the table or to the input, or the full path of a file
 * there.
 *
 * @param root the input folder
 */
record ReferencedImages(HadoopFiles files, String root, long maxPixels) implements Serializable {
  /**
   * The encoded image at a path.
   *
   * @param table the table's location
   * @param row the row, for messages
   * @throws BadImageException if there is no such file below the input
   */
  byte[] bytes(String table, String path, long row) throws IOException, BadImageException {
    String location = find(table, path);
    if (location == null) {
      throw new BadImageException(
          "Row %d of %s has no image bytes, only the path %s, and there is no such file below the input"
              .formatted(row, table, path));
    }
    return Encoded.bytes(files, location, maxPixels);
  }

  /** Where the file at a path is; null if it is not below the input. */
  String find(String table, String path) {
    for (String candidate : candidates(table, path)) {
      String location = Listing.location(root, candidate);
      if (files.exists(location)) {
        return location;
      }
    }
    return null;
  }

  /** Paths relative to the input. */
  private List<String> candidates(String table, String path) {
    List<String> candidates = new ArrayList<>();
    String here = new Path(root).toUri().getPath();
    if (path.contains("://")) {
      return candidates;
    }
    if (path.startsWith("/")) {
      if (path.startsWith(here + "/")) {
        add(candidates, path.substring(here.length() + 1));
      }
      return candidates;
    }
    String folder = new Path(table).getParent().toUri().getPath();
    if (folder.startsWith(here + "/")) {
      add(candidates, folder.substring(here.length() + 1) + "/" + path);
    }
    add(candidates, path);
    return candidates;
  }

  /** Adds a path without its {@code .} and {@code ..}, unless it leaves the input. */
  private static void add(List<String> candidates, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    candidates.add(String.join("/", parts));
  }
}
