package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.table.manifest.TableLayout;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A file that may hold fields.
 *
 * @param path relative to the input, with slashes
 * @param location the file's full path
 * @param bytes size
 * @param millis time of the last modification in milliseconds since 1970
 */
record ForeignFile(String path, String location, long bytes, long millis) implements Serializable {
  /**
   * The name of the shard that a file of many fields becomes; it does not depend on its content.
   */
  String shard() {
    return "f-" + TableLayout.shortHash(Sha256.of(path.getBytes(StandardCharsets.UTF_8)));
  }

  /** The path without what follows the last dot of its last part. */
  String stem() {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }
}
