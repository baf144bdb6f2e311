package io.anchorage.jobs.table.rows;

/**
 * What a row of a table is told apart by. Keys are ordered by id, then by repeat; ids in the order
 * of their UTF-8 bytes, which is the order of other Parquet readers too.
 *
 * @param repeat which of the image's redundant fits, from 0
 */
public record FieldKey(String id, int repeat) implements Comparable<FieldKey> {
  @Override
  public int compareTo(FieldKey other) {
    int byId = compareIds(id, other.id);
    return byId != 0 ? byId : Integer.compare(repeat, other.repeat);
  }

  /** Compares by UTF-8 bytes, which is the order of code points. */
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
