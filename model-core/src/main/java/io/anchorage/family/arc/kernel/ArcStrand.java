package io.anchorage.family.arc.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of points processed together, and the table rows that they read: only the (anchor, slot)
 * pairs that some point of the run has. What a pass needs to know about it is computed once and
 * used in every step. A strand's rows stay in the L2 cache; a large image has many strands, which
 * depend on the points alone and may be processed by different threads.
 *
 * <p>The rows of a slot are contiguous and padded to whole tiles with copies of the slot's first
 * row. No point uses the padding.
 */
public final class ArcStrand {
  /** Most points in a strand; rows, hidden units and weights then take about 0.8 MiB. */
  static final int POINTS = 512;

  private final int from;
  private final int count;
  private final int[] slotRows;
  private final int[] latentStarts;
  private final int[] offsets;
  private final int[] userStarts;
  private final int[] users;
  private final int[] anchorStarts;
  private final int[] places;

  private ArcStrand(ArcPoints points, int from, int count, int[] rowOf, int[] placeOf) {
    ArcShape shape = points.shape();
    int slots = shape.slots();
    this.from = from;
    this.count = count;
    this.slotRows = new int[slots + 1];
    this.offsets = new int[count * slots];
    int[] anchors = new int[(count + 3) * slots];
    for (int j = 0; j < slots; j++) {
      slotRows[j + 1] = number(points, j, rowOf, anchors, slotRows[j]);
    }
    this.latentStarts = new int[rows()];
    this.places = new int[rows()];
    int[] distinct = new int[rows()];
    int found = 0;
    for (int r = 0; r < rows(); r++) {
      int anchor = anchors[r];
      if (placeOf[anchor] < 0) {
        placeOf[anchor] = found;
        distinct[found++] = anchor;
      }
      places[r] = placeOf[anchor] * shape.latentRow();
      latentStarts[r] = anchor * shape.latentRow();
    }
    this.anchorStarts = new int[found];
    for (int i = 0; i < found; i++) {
      anchorStarts[i] = distinct[i] * shape.latentRow();
      placeOf[distinct[i]] = -1;
    }
    this.userStarts = new int[rows() + 1];
    this.users = new int[offsets.length];
    listUsers(slots, shape.hiddenRow());
  }

  /** Numbers a slot's rows in the order in which points first use them. */
  private int number(ArcPoints points, int slot, int[] rowOf, int[] anchors, int first) {
    int slots = points.shape().slots();
    int row = points.shape().hiddenRow();
    int next = first;
    for (int p = 0; p < count; p++) {
      int anchor = points.anchors()[(from + p) * slots + slot];
      if (rowOf[anchor] < 0) {
        rowOf[anchor] = next;
        anchors[next++] = anchor;
      }
      offsets[p * slots + slot] = rowOf[anchor] * row;
    }
    for (int r = first; r < next; r++) {
      rowOf[anchors[r]] = -1;
    }
    int end = first + ArcShape.wholeTiles(next - first);
    Arrays.fill(anchors, next, end, anchors[first]);
    return end;
  }

  private void listUsers(int slots, int row) {
    for (int offset : offsets) {
      userStarts[offset / row + 1]++;
    }
    for (int r = 0; r < rows(); r++) {
      userStarts[r + 1] += userStarts[r];
    }
    int[] next = userStarts.clone();
    for (int i = 0; i < offsets.length; i++) {
      users[next[offsets[i] / row]++] = i / slots * row;
    }
  }

  /**
   * The strands of points {@code from} to {@code to - 1}, a function of these points alone.
   *
   * @param anchors number of anchors
   */
  public static List<ArcStrand> of(ArcPoints points, int from, int to, int anchors) {
    int[] rowOf = new int[anchors];
    int[] placeOf = new int[anchors];
    Arrays.fill(rowOf, -1);
    Arrays.fill(placeOf, -1);
    int parts = Math.max(1, (to - from + POINTS - 1) / POINTS);
    List<ArcStrand> strands = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      int begin = from + (int) ((long) (to - from) * i / parts);
      int end = from + (int) ((long) (to - from) * (i + 1) / parts);
      strands.add(new ArcStrand(points, begin, end - begin, rowOf, placeOf));
    }
    return strands;
  }

  int from() {
    return from;
  }

  int count() {
    return count;
  }

  int rows() {
    return slotRows[slotRows.length - 1];
  }

  /** Start of a slot's rows; those of the last slot end at {@link #rows}. */
  int slotRow(int slot) {
    return slotRows[slot];
  }

  /** [rows], start of each row's latent among all latents. */
  int[] latentStarts() {
    return latentStarts;
  }

  /** [count][slots], start of each slot's row in the strand's tables. */
  int[] offsets() {
    return offsets;
  }

  /** [rows + 1], start of each row's users in {@link #users}. */
  int[] userStarts() {
    return userStarts;
  }

  /** For each row, the start of its points' hidden units. */
  int[] users() {
    return users;
  }

  /** [anchors of the strand], start of each one's latent among all latents. */
  int[] anchorStarts() {
    return anchorStarts;
  }

  /** [rows], start of each row's latent among those of {@link #anchorStarts}. */
  int[] places() {
    return places;
  }
}
