package io.anchorage.family.localglobal;

import io.anchorage.signal.Grid;
import java.util.Arrays;

/** A Local-Global SIREN in double precision, which reads its parameters from front to back. */
final class DoubleLocalGlobal {
  private final LocalGlobalConfig config;
  private final Grid grid;
  private final int channels;
  private final double[] parameters;
  private int next;

  private DoubleLocalGlobal(
      LocalGlobalConfig config, Grid grid, int channels, double[] parameters) {
    this.config = config;
    this.grid = grid;
    this.channels = channels;
    this.parameters = parameters;
  }

  /** The mean squared error over all points and channels. */
  static double loss(
      LocalGlobalConfig config, Grid grid, int channels, double[] parameters, float[] target) {
    double[] values = values(config, grid, channels, parameters);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (values[i] - target[i]) * (values[i] - target[i]);
    }
    return sum / values.length;
  }

  /** [channels][points]. */
  static double[] values(LocalGlobalConfig config, Grid grid, int channels, double[] parameters) {
    double[] out = new double[channels * grid.points()];
    for (int n = 0; n < grid.points(); n++) {
      double[] y = new DoubleLocalGlobal(config, grid, channels, parameters).at(n);
      for (int c = 0; c < channels; c++) {
        out[c * grid.points() + n] = y[c];
      }
    }
    return out;
  }

  /** The outputs at any place of the grid's space. */
  static double[] at(
      LocalGlobalConfig config, Grid grid, int channels, double[] parameters, double... place) {
    return new DoubleLocalGlobal(config, grid, channels, parameters).at(place);
  }

  private double[] at(int point) {
    double[] place = new double[grid.dimensions()];
    int run = grid.points();
    for (int a = 0; a < place.length; a++) {
      run /= grid.extent(a);
      place[a] = point / run % grid.extent(a);
    }
    return at(place);
  }

  private double[] at(double[] place) {
    int axes = grid.dimensions();
    double[] x = new double[axes];
    int partition = 0;
    for (int a = 0; a < axes; a++) {
      int extent = grid.extent(a);
      int parts = config.partitions().get(config.partitions().size() == 1 ? 0 : a);
      x[a] = 2.0 * place[a] / (extent - 1) - 1;
      partition = partition * parts + (int) ((2 * place[a] + 1) * parts / (2 * extent));
    }
    int m = config.localWidth();
    int width = config.globalWidth();
    double[][] global = new double[config.depth()][];
    double[] g = x;
    for (int l = 0; l < config.depth() && width > 0; l++) {
      g = sines(dense(g, width), omega(l));
      global[l] = g;
    }
    int merge = next;
    int shared = merge;
    if (width > 0) {
      boolean concat = config.merge() == Merge.CONCAT;
      shared += concat ? (m + width + 1) * m : config.depth() * (width + 1) * m;
    }
    int each = (axes + 1) * m + (config.depth() - 1) * (m + 1) * m + (m + 1) * channels;
    int local = shared + partition * each;
    double[] a = x;
    for (int l = 0; l < config.depth(); l++) {
      next = local;
      a = sines(dense(a, m), omega(l));
      local = next;
      if (width > 0 && config.merge() == Merge.CONCAT) {
        next = merge;
        double[] both = Arrays.copyOf(a, m + width);
        System.arraycopy(global[l], 0, both, m, width);
        a = sines(dense(both, m), config.omega());
      } else if (width > 0) {
        next = merge + l * (width + 1) * m;
        double[] added = sines(dense(global[l], m), config.omega());
        for (int j = 0; j < m; j++) {
          a[j] += added[j];
        }
      }
    }
    next = local;
    return dense(a, channels);
  }

  private double omega(int layer) {
    return layer == 0 ? config.firstOmega() : config.omega();
  }

  private double[] dense(double[] x, int out) {
    double[] z = Arrays.copyOfRange(parameters, next + x.length * out, next + (x.length + 1) * out);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < out; j++) {
        z[j] += x[i] * parameters[next + i * out + j];
      }
    }
    next += (x.length + 1) * out;
    return z;
  }

  private static double[] sines(double[] z, double omega) {
    return Arrays.stream(z).map(value -> Math.sin(omega * value)).toArray();
  }
}
