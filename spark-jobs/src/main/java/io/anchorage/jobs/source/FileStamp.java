package io.anchorage.jobs.source;

import java.io.Serializable;
import org.apache.hadoop.fs.FileStatus;

/**
 * What a listing says of a file without opening it. A file whose stamp has changed may hold other
 * images under the same names; whether it does is settled by the pixels' hashes.
 *
 * @param bytes size in bytes; -1 if unknown
 * @param millis time of the last modification in milliseconds since 1970; -1 if unknown
 */
public record FileStamp(long bytes, long millis) implements Serializable {
  /** The stamp of a file that was not listed, or could not be. */
  public static final FileStamp UNKNOWN = new FileStamp(-1, -1);

  public static FileStamp of(FileStatus file) {
    return new FileStamp(file.getLen(), file.getModificationTime());
  }

  public boolean isKnown() {
    return bytes >= 0;
  }
}
