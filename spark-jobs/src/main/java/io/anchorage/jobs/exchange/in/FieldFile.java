package io.anchorage.jobs.exchange.in;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** An open file of many fields, read one after the other. */
interface FieldFile extends Closeable {
  /** What the file says of all its fields, by key. */
  Map<String, String> metadata() throws IOException;

  /**
   * Goes to the next field.
   *
   * @return whether there is one
   * @throws IOException in one line, if the file is damaged
   */
  boolean next() throws IOException;

  /**
   * The current field's value of a column: a text, a number of the column's own type, or a list of
   * floats.
   *
   * @param index of the column
   * @return null if the file has no such column or the field no value
   * @throws IOException in one line, if the file is damaged
   */
  Object value(int index) throws IOException;
}
