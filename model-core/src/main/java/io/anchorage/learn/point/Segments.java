package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive runs of rows, each reduced to one row. Reduces padded tables of at most {@link
 * #WIDEST} rows per run, in as many rounds as the longest run needs: memory stays bounded however
 * unequal the runs are.
 */
final class Segments {
  private static final int WIDEST = 32;

  private final int[] starts;
  private final List<Round> rounds;

  /**
   * @param starts [segments + 1], the first row of each segment, none of them empty
   */
  Segments(int[] starts) {
    this.starts = starts;
    this.rounds = rounds(starts);
  }

  int count() {
    return starts.length - 1;
  }

  /** Whether every segment is a single row. */
  boolean areRows() {
    return count() == starts[count()];
  }

  /** [rows], the segment of each row. */
  int[] ofRows() {
    int[] segments = new int[starts[count()]];
    for (int s = 0; s < count(); s++) {
      for (int r = starts[s]; r < starts[s + 1]; r++) {
        segments[r] = s;
      }
    }
    return segments;
  }

  /** One round: runs of the previous round's rows become rows. */
  private record Round(int rows, int widest, List<int[]> members) {
    int[] table(boolean repeatFirst, int none) {
      int[] table = new int[members.size() * widest];
      int at = 0;
      for (int[] run : members) {
        for (int i = 0; i < widest; i++) {
          table[at++] = i < run[1] ? run[0] + i : repeatFirst ? run[0] : none;
        }
      }
      return table;
    }
  }

  private static List<Round> rounds(int[] starts) {
    List<Round> rounds = new ArrayList<>();
    int[] from = starts;
    while (from.length - 1 < from[from.length - 1]) {
      List<int[]> members = new ArrayList<>();
      int[] next = new int[from.length];
      int widest = 1;
      for (int s = 0; s + 1 < from.length; s++) {
        for (int r = from[s]; r < from[s + 1]; r += WIDEST) {
          int length = Math.min(WIDEST, from[s + 1] - r);
          members.add(new int[] {r, length});
          widest = Math.max(widest, length);
        }
        next[s + 1] = members.size();
      }
      rounds.add(new Round(from[from.length - 1], widest, members));
      from = next;
    }
    return rounds;
  }

  /**
   * The maximum of each segment, per channel.
   *
   * @param x [rows, channels]
   * @return [segments, channels]
   */
  NDArray max(Pass pass, NDArray x) {
    NDArray reduced = x;
    for (Round round : rounds) {
      NDArray table = pass.indices(round.table(true, 0), round.members().size(), round.widest());
      reduced = Rows.gather(reduced, table).max(new int[] {1});
    }
    return reduced;
  }

  /**
   * The mean of each segment, per channel.
   *
   * @param x [rows, channels]
   * @return [segments, channels]
   */
  NDArray mean(Pass pass, NDArray x) {
    if (areRows()) {
      return x;
    }
    NDArray reduced = x;
    for (Round round : rounds) {
      NDArray table =
          pass.indices(round.table(false, round.rows()), round.members().size(), round.widest());
      reduced = Rows.gather(Rows.withZeroRow(pass, reduced), table).sum(new int[] {1});
    }
    float[] shares = new float[count()];
    for (int s = 0; s < shares.length; s++) {
      shares[s] = 1f / (starts[s + 1] - starts[s]);
    }
    return reduced.mul(pass.floats(shares, count(), 1));
  }
}
