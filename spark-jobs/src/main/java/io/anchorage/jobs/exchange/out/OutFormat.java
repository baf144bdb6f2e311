package io.anchorage.jobs.exchange.out;

import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;

/** A format that fields are written in. Stateless; sent to executors. */
sealed interface OutFormat extends Serializable {
  /** The format's name in flags. */
  String name();

  /** One line about what it is. */
  String words();

  /**
   * Checks on the driver that a table can be written so.
   *
   * @param root the table's path, for the message
   * @throws io.anchorage.UserException if it cannot
   */
  default void require(FieldForm form, String root) {}

  /** Whether readers count rows, so that images must be in the order of their numbers. */
  default boolean inOrder() {
    return false;
  }

  /**
   * What a file holds unless it is said; less where a file is put together in memory.
   *
   * @return bytes
   */
  default long fileBytes() {
    return 256L << 20;
  }

  /** Further files that describe all of them, by name; written last. */
  default Map<String, byte[]> beside(FieldForm form) {
    return Map.of();
  }

  /** One file holds the fields of a part. */
  non-sealed interface OneFile extends OutFormat {
    /** What the names of its files end in, with the dot. */
    String suffix();

    /**
     * The name of a part's file.
     *
     * @param rows fields in it
     */
    default String fileName(ExportPart part, long rows) {
      return part.name() + suffix();
    }

    /**
     * Writes the rows as one file; holds a bounded number of them in memory.
     *
     * @param rows at least one
     * @return their number
     */
    long write(FieldForm form, Iterator<FieldRow> rows, OutputStream out) throws IOException;
  }

  /** Each field has a file of its own, and one file lists all of them by split. */
  non-sealed interface FileEach extends OutFormat {
    /**
     * The path of a field's file, relative to the output.
     *
     * @throws io.anchorage.UserException if the format has no place for the field
     */
    String path(FieldForm form, FieldRow row);

    /** Writes one field. */
    void write(FieldForm form, FieldRow row, OutputStream out) throws IOException;

    /** The name of the file that lists all fields. */
    String listName();
  }
}
