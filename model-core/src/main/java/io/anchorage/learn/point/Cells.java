package io.anchorage.learn.point;

import io.anchorage.UserException;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ZOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The points of a batch in the cells of a grid, cloud after cloud, each cloud in z-order. Several
 * points may share a cell.
 *
 * <p>The order is canonical: by cell, position, then features. Hence nothing downstream depends on
 * the order in which points arrive.
 *
 * <p>Over 300 lines, because sorting, merging and looking up cells share one set of arrays.
 */
final class Cells {
  /** Bits of a cell's row and of its column; fixed, since Hilbert order depends on it. */
  static final int DEPTH = 16;

  /** Positions are rounded to 1 / 64 pixel, so that a shifted cloud keeps its cells. */
  private static final double STEPS_PER_PIXEL = 64;

  private final int[] rows;
  private final int[] columns;
  private final int[] starts;

  /**
   * @param rows one per point, at least 0
   * @param columns one per point, at least 0
   * @param starts [clouds + 1], the first point of each cloud
   */
  Cells(int[] rows, int[] columns, int[] starts) {
    this.rows = rows;
    this.columns = columns;
    this.starts = starts;
  }

  /** The origin of a cloud's grid, in pixels. */
  record Origin(double row, double column) {
    /** The lowest row and column of a cloud. */
    static Origin of(PointCloud cloud) {
      double row = Double.POSITIVE_INFINITY;
      double column = Double.POSITIVE_INFINITY;
      for (int p = 0; p < cloud.points(); p++) {
        row = Math.min(row, cloud.row(p));
        column = Math.min(column, cloud.column(p));
      }
      return new Origin(row, column);
    }

    Origin lowest(Origin other) {
      return new Origin(Math.min(row, other.row), Math.min(column, other.column));
    }

    /** This origin, moved up and to the left, in pixels. */
    Origin before(double down, double right) {
      return new Origin(row - down, column - right);
    }
  }

  /**
   * Cells, with the clouds' points in the same order.
   *
   * @param clouds the clouds, their points in cell order
   * @param places [points][2] per cloud: row and column from the cloud's origin, in rounded pixels
   */
  record Sorted(Cells cells, List<PointCloud> clouds, List<float[]> places) {
    /** [points, dim], the features in cell order. */
    float[] features() {
      int dim = clouds.get(0).dim();
      float[] features = new float[cells.points() * dim];
      int at = 0;
      for (PointCloud cloud : clouds) {
        System.arraycopy(cloud.features(), 0, features, at, cloud.features().length);
        at += cloud.features().length;
      }
      return features;
    }

    /**
     * [points, dim + 2]: each point's features, then its row and column relative to its cloud's
     * mean position.
     *
     * @param pixels the unit of length, in pixels
     */
    float[] placed(double pixels) {
      int dim = clouds.get(0).dim();
      float[] placed = new float[cells.points() * (dim + 2)];
      int at = 0;
      for (int b = 0; b < clouds.size(); b++) {
        float[] features = clouds.get(b).features();
        float[] place = places.get(b);
        double row = mean(place, 0);
        double column = mean(place, 1);
        for (int p = 0; p < clouds.get(b).points(); p++) {
          System.arraycopy(features, p * dim, placed, at, dim);
          placed[at + dim] = (float) ((place[2 * p] - row) / pixels);
          placed[at + dim + 1] = (float) ((place[2 * p + 1] - column) / pixels);
          at += dim + 2;
        }
      }
      return placed;
    }

    private static double mean(float[] place, int axis) {
      double sum = 0;
      for (int i = axis; i < place.length; i += 2) {
        sum += place[i];
      }
      return sum / (place.length / 2.0);
    }
  }

  /**
   * Sorts clouds into cells.
   *
   * @param origins one per cloud, not above its lowest row and column
   * @param grid side of a cell in pixels
   * @throws UserException of kind INPUT if a cloud spans more than 2^16 cells
   */
  static Sorted sort(List<PointCloud> clouds, List<Origin> origins, double grid) {
    int points = clouds.stream().mapToInt(PointCloud::points).sum();
    int[] rows = new int[points];
    int[] columns = new int[points];
    int[] starts = new int[clouds.size() + 1];
    PointCloud[] sorted = new PointCloud[clouds.size()];
    float[][] moved = new float[clouds.size()][];
    int at = 0;
    for (int b = 0; b < sorted.length; b++) {
      PointCloud cloud = clouds.get(b);
      Place[] places = places(cloud, origins.get(b), grid);
      Arrays.sort(places);
      int[] order = new int[places.length];
      moved[b] = new float[2 * places.length];
      for (int i = 0; i < places.length; i++) {
        order[i] = places[i].point;
        moved[b][2 * i] = (float) places[i].row;
        moved[b][2 * i + 1] = (float) places[i].column;
        rows[at] = places[i].cellRow;
        columns[at] = places[i].cellColumn;
        at++;
      }
      sorted[b] = cloud.select(order);
      starts[b + 1] = at;
    }
    return new Sorted(new Cells(rows, columns, starts), List.of(sorted), List.of(moved));
  }

  private static Place[] places(PointCloud cloud, Origin origin, double grid) {
    Place[] places = new Place[cloud.points()];
    for (int p = 0; p < places.length; p++) {
      double row = rounded(cloud.row(p) - origin.row());
      double column = rounded(cloud.column(p) - origin.column());
      if (Math.max(row, column) / grid >= 1 << DEPTH) {
        throw new UserException(
            UserException.Kind.INPUT,
            "A cloud of %d points spans %.0f pixels, which is more than 2^%d cells of %s pixels;"
                    .formatted(cloud.points(), Math.max(row, column), DEPTH, grid)
                + " leave it out or raise the model's grid");
      }
      places[p] = new Place(cloud, p, row, column, grid);
    }
    return places;
  }

  private static double rounded(double pixels) {
    return Math.rint(pixels * STEPS_PER_PIXEL) / STEPS_PER_PIXEL;
  }

  /** A point with its sort keys. */
  private static final class Place implements Comparable<Place> {
    private final PointCloud cloud;
    private final int point;
    private final double row;
    private final double column;
    private final int cellRow;
    private final int cellColumn;
    private final long key;

    Place(PointCloud cloud, int point, double row, double column, double grid) {
      this.cloud = cloud;
      this.point = point;
      this.row = row;
      this.column = column;
      this.cellRow = (int) (row / grid);
      this.cellColumn = (int) (column / grid);
      this.key = ZOrder.key(cellRow, cellColumn);
    }

    @Override
    public int compareTo(Place other) {
      int order = Long.compare(key, other.key);
      if (order == 0) {
        order = Double.compare(row, other.row);
      }
      if (order == 0) {
        order = Double.compare(column, other.column);
      }
      if (order == 0) {
        int dim = cloud.dim();
        order =
            Arrays.compare(
                cloud.features(),
                point * dim,
                (point + 1) * dim,
                cloud.features(),
                other.point * dim,
                (other.point + 1) * dim);
      }
      return order;
    }
  }

  int points() {
    return rows.length;
  }

  int clouds() {
    return starts.length - 1;
  }

  int row(int point) {
    return rows[point];
  }

  int column(int point) {
    return columns[point];
  }

  /** The first point of a cloud; for the index after the last cloud, the number of points. */
  int start(int cloud) {
    return starts[cloud];
  }

  int size(int cloud) {
    return starts[cloud + 1] - starts[cloud];
  }

  int largestCloud() {
    int largest = 0;
    for (int b = 0; b < clouds(); b++) {
      largest = Math.max(largest, size(b));
    }
    return largest;
  }

  int smallestCloud() {
    int smallest = Integer.MAX_VALUE;
    for (int b = 0; b < clouds(); b++) {
      smallest = Math.min(smallest, size(b));
    }
    return smallest;
  }

  /** One segment per cloud. */
  Segments perCloud() {
    return new Segments(starts);
  }

  /** One segment per cell. */
  Segments perCell() {
    return new Segments(runs(0).starts);
  }

  /** One segment per cell of twice the side; its points are adjacent in z-order. */
  Segments perCoarserCell() {
    return new Segments(runs(1).starts);
  }

  /** The occupied cells, as one point each. */
  Cells occupied() {
    return runs(0).cells(this);
  }

  /** The occupied cells of twice the side, as one point each. */
  Cells coarser() {
    return runs(1).cells(this);
  }

  private Runs runs(int shift) {
    return new Runs(this, shift);
  }

  /** Runs of points of the same cloud in the same cell. */
  private static final class Runs {
    private final int shift;
    private final int[] starts;

    /** [clouds + 1], the first run of each cloud. */
    private final int[] cloudStarts;

    Runs(Cells cells, int shift) {
      this.shift = shift;
      int[] found = new int[cells.points() + 1];
      this.cloudStarts = new int[cells.clouds() + 1];
      int runs = 0;
      for (int b = 0; b < cells.clouds(); b++) {
        for (int p = cells.start(b); p < cells.start(b + 1); p++) {
          boolean same =
              p > cells.start(b)
                  && cells.rows[p] >> shift == cells.rows[p - 1] >> shift
                  && cells.columns[p] >> shift == cells.columns[p - 1] >> shift;
          if (!same) {
            found[runs++] = p;
          }
        }
        cloudStarts[b + 1] = runs;
      }
      found[runs] = cells.points();
      this.starts = Arrays.copyOf(found, runs + 1);
    }

    Cells cells(Cells from) {
      int runs = starts.length - 1;
      int[] rows = new int[runs];
      int[] columns = new int[runs];
      for (int r = 0; r < runs; r++) {
        rows[r] = from.rows[starts[r]] >> shift;
        columns[r] = from.columns[starts[r]] >> shift;
      }
      return new Cells(rows, columns, cloudStarts);
    }
  }

  /**
   * The occupied neighbours of each cell, for cells that hold one point each.
   *
   * @param radius of the square neighbourhood
   * @return [points][(2 radius + 1)^2], row by row; {@link #points()} where there is no neighbour
   */
  int[] neighbourhoods(int radius) {
    int side = 2 * radius + 1;
    int[] found = new int[points() * side * side];
    int at = 0;
    for (int b = 0; b < clouds(); b++) {
      long[] keys = new long[size(b)];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = ZOrder.key(rows[starts[b] + i], columns[starts[b] + i]);
      }
      for (int p = starts[b]; p < starts[b + 1]; p++) {
        for (int dr = -radius; dr <= radius; dr++) {
          for (int dc = -radius; dc <= radius; dc++) {
            found[at++] = find(keys, rows[p] + dr, columns[p] + dc, starts[b]);
          }
        }
      }
    }
    return found;
  }

  private int find(long[] keys, int row, int column, int start) {
    if (row < 0 || column < 0 || row >= 1 << DEPTH || column >= 1 << DEPTH) {
      return points();
    }
    int index = Arrays.binarySearch(keys, ZOrder.key(row, column));
    return index < 0 ? points() : start + index;
  }
}
