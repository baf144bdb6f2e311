package io.anchorage.jobs.table;

import io.anchorage.jobs.table.rows.FieldInput;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardScan;

/**
 * The images that a table holds: whether they have failed, their classes, and what their files
 * looked like. Of a million changed classes or files, one may be taken for unchanged. It takes 48
 * to 96 bytes per image, regardless of the length of the ids.
 */
public final class TableImages {
  /**
   * Bits of a number in the map: a hash of the file's stamp, a hash of the class, whether the stamp
   * is known, and whether a fit failed.
   */
  private static final long STAMP = (1L << 40) - 1;

  private static final long CLASS = ((1L << 22) - 1) << 40;
  private static final long IS_KNOWN = 1L << 62;
  private static final long IS_FAILED = 1L << 63;

  /** A stamp that is not known has no hash, so this is the number of no image. */
  private static final long IS_ABSENT = 1;

  private final IdMap images;
  private final long failed;

  /** What a table knows of an image. */
  public enum State {
    ABSENT,
    FITTED,
    /** At least one of its fits failed, or it could not be read. */
    FAILED
  }

  /** How an image's file compares with what the table knows of it. */
  public enum File {
    SAME,
    OTHER,
    /** The table is older than format 1.2. */
    UNKNOWN
  }

  private TableImages(IdMap images, long failed) {
    this.images = images;
    this.failed = failed;
  }

  static TableImages of(FieldTable table) {
    long known = table.manifest().version().isAtLeast(1, 2) ? IS_KNOWN : 0;
    IdMap.Builder images = IdMap.builder(table.manifest().fields() + table.manifest().failures());
    try (ShardScan<FieldInput> scan = table.inputs(table.fieldFiles())) {
      scan.forEachRemaining(row -> images.put(row.key().id(), 0, number(row, known), 0));
    }
    long failed = 0;
    try (ShardScan<FieldInput> scan = table.inputs(table.failureFiles())) {
      while (scan.hasNext()) {
        FieldInput row = scan.next();
        long before = images.put(row.key().id(), 0, number(row, known) | IS_FAILED, 0);
        failed += (before & IS_FAILED) == 0 ? 1 : 0;
      }
    }
    return new TableImages(images.build(), failed);
  }

  private static long number(FieldInput row, long known) {
    long stamp = known == 0 ? 0 : known | stamp(row.bytes(), row.millis());
    return stamp | classOf(row.labelName());
  }

  private static long stamp(long bytes, long millis) {
    return mixed(bytes * 0x9E3779B97F4A7C15L + millis) & STAMP;
  }

  private static long classOf(String name) {
    return mixed(name.hashCode()) & CLASS;
  }

  /** SplitMix64's finaliser, so that all bits of a hash are alike. */
  private static long mixed(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Returns the number of images. */
  public long size() {
    return images.size();
  }

  /** Returns the number of images that have failed. */
  public long failed() {
    return failed;
  }

  /** Looks an image up, which is worth doing once for all that one wants to know of it. */
  public Image image(String id) {
    return new Image(images.get(id, 0, IS_ABSENT));
  }

  public State state(String id) {
    return image(id).state();
  }

  /**
   * What a table knows of one image.
   *
   * @param number its bits in the map
   */
  public record Image(long number) {
    public State state() {
      if (number == IS_ABSENT) {
        return State.ABSENT;
      }
      return (number & IS_FAILED) == 0 ? State.FITTED : State.FAILED;
    }

    /**
     * Tests whether the image has a class.
     *
     * @param name the class's name; empty for none
     */
    public boolean hasClass(String name) {
      return (number & CLASS) == classOf(name);
    }

    /**
     * Compares the image's file with what it was when the image was last tried.
     *
     * @param bytes the file's size now; -1 if it is not there
     * @param millis the file's time of modification now; -1 if it is not there
     */
    public File file(long bytes, long millis) {
      if ((number & IS_KNOWN) == 0) {
        return File.UNKNOWN;
      }
      return (number & STAMP) == stamp(bytes, millis) ? File.SAME : File.OTHER;
    }
  }
}
