package io.anchorage.kernel;

import java.util.Arrays;

/** Reads the features of {@link Grids} at a block of points, and leads gradients back to them. */
final class GridLookup implements LearntFeatures {
  private static final int BLOCK = MlpShape.BLOCK;

  private final Grids grids;
  private final Sheets sheets;
  private final int begin;

  /** Of the corners of one point in one grid: where their numbers begin, and their weights. */
  private final int[] nodes;

  private final float[] weights;

  private float[] parameters = {};

  /**
   * @param begin where the grids' numbers lie among the parameters
   */
  GridLookup(Grids grids, int begin, Sheets sheets) {
    this.grids = grids;
    this.sheets = sheets;
    this.begin = begin;
    this.nodes = new int[1 << grids.coordinates()];
    this.weights = new float[nodes.length];
  }

  @Override
  public void load(float[] from) {
    parameters = from;
  }

  @Override
  public void forward(MlpPoints points, int position, int sheet, int block) {
    for (int n = 0; n < BLOCK; n++) {
      int at = begin;
      for (int grid = 0; grid < grids.extents().size(); grid++) {
        corners(grid, points, position + n, at);
        for (int k = 0; k < grids.each(); k++) {
          float sum = 0;
          for (int c = 0; c < nodes.length; c++) {
            sum = Math.fma(weights[c], parameters[nodes[c] + k], sum);
          }
          sheets.set(sheet, grid * grids.each() + k, block * BLOCK + n, sum);
        }
        at += grids.numbers(grid);
      }
    }
  }

  /** Adds the gradient by the grids' numbers, point by point. */
  @Override
  public void backward(MlpPoints points, int position, int slope, int block, float[] gradient) {
    for (int n = 0; n < BLOCK; n++) {
      int at = begin;
      for (int grid = 0; grid < grids.extents().size(); grid++) {
        corners(grid, points, position + n, at);
        for (int k = 0; k < grids.each(); k++) {
          float g = sheets.get(slope, grid * grids.each() + k, block * BLOCK + n);
          for (int c = 0; c < nodes.length; c++) {
            gradient[nodes[c] + k] = Math.fma(weights[c], g, gradient[nodes[c] + k]);
          }
        }
        at += grids.numbers(grid);
      }
    }
  }

  @Override
  public void put(int columns, float[] gradient) {}

  private void corners(int grid, MlpPoints points, int position, int at) {
    Arrays.fill(nodes, 0);
    Arrays.fill(weights, 1f);
    for (int a = 0; a < grids.coordinates(); a++) {
      int extent = grids.extents().get(grid).get(a);
      float u = (points.laid(a)[position] + 1) * (0.5f * (extent - 1));
      u = Math.max(0, Math.min(extent - 1, u));
      int low = Math.min((int) u, extent - 2);
      float f = u - low;
      for (int c = 0; c < nodes.length; c++) {
        int up = c >> a & 1;
        nodes[c] = nodes[c] * extent + low + up;
        weights[c] *= up == 1 ? f : 1 - f;
      }
    }
    for (int c = 0; c < nodes.length; c++) {
      nodes[c] = at + nodes[c] * grids.each();
    }
  }
}
