package io.anchorage.jobs.exchange.out;

import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part that was written.
 *
 * @param path of its file in the folder; empty if it has no fields
 * @param rows fields in it
 */
record WrittenPart(int index, String path, long rows, long bytes, String sha256)
    implements Serializable {
  WrittenPart of(int other) {
    return new WrittenPart(other, path, rows, bytes, sha256);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", path);
    tree.put("rows", rows);
    tree.put("bytes", bytes);
    tree.put("sha256", sha256);
    return tree;
  }

  byte[] json() {
    return Json.page(tree());
  }

  /** Reads the note about a part. */
  static WrittenPart read(StorageFolder files, ExportPart part) {
    Map<String, Object> tree =
        Json.parse(files, part.note(), Kind.OUTPUT, "delete it and give --resume again");
    return new WrittenPart(
        part.index(),
        String.valueOf(tree.get("path")),
        ((Number) tree.getOrDefault("rows", 0)).longValue(),
        ((Number) tree.getOrDefault("bytes", 0)).longValue(),
        String.valueOf(tree.get("sha256")));
  }
}
