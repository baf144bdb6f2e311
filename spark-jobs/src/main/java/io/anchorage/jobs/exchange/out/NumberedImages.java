package io.anchorage.jobs.exchange.out;

import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of images that a dataset numbers, and the order of their numbers. */
final class NumberedImages {
  /** The part of a dataset and the number in it, with which ids of numbered images end. */
  static final Pattern ID = Pattern.compile(".*/(train|test|val)/(\\d{1,9})");

  private static final List<String> PARTS = List.of(Splits.TRAIN, Splits.VAL, Splits.TEST);
  private static final int NUMBER_BITS = 40;
  private static final int PART_BITS = 2;

  private NumberedImages() {}

  /**
   * Where a field belongs: first fits before second ones; of these the training images before the
   * validation and the test images; of these by number. Fields of images without numbers stay in
   * the order in which they are among those of their split.
   */
  static long order(FieldSummary row) {
    Matcher id = ID.matcher(row.id());
    boolean numbered = id.matches();
    long part = PARTS.indexOf(numbered ? id.group(1) : row.split());
    long number = numbered ? Long.parseLong(id.group(2)) : 0;
    return ((long) row.repeat() << (PART_BITS + NUMBER_BITS)) | (part << NUMBER_BITS) | number;
  }
}
