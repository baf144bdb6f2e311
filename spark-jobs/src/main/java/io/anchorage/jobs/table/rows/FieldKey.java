package io.anchorage.jobs.table.rows;

/**
 * The key of a table's row. Keys are ordered by id, then by repeat. Ids are in UTF-8 byte order,
 * which other Parquet readers use too.
 *
 * @param repeat which of the image's redundant fits, from 0
 */
public record FieldKey(String id, int repeat) implements Comparable<FieldKey> {
  @Override
  public int compareTo(FieldKey other) {
    int byId = compareIds(id, other.id);
    return byId != 0 ? byId : Integer.compare(repeat, other.repeat);
  }

  /** Compares ids by their UTF-8 bytes, which is the order of their code points. */
  public static int compareIds(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean leftIsPair = Character.isSurrogate(left);
        if (leftIsPair != Character.isSurrogate(right)) {
          return leftIsPair ? 1 : -1;
        }
        return Character.compare(left, right);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
