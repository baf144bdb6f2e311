package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.ArcStart;
import io.anchorage.family.arc.PixelOrder;
import io.anchorage.field.Field;
import io.anchorage.fit.cuda.DeviceFit;
import io.anchorage.fit.cuda.Tiling;
import io.anchorage.signal.Grid;

/**
 * One cloud. The device stores latents as [rows][latent], with anchors padded to a multiple of
 * eight and dimensions to a multiple of four; pixels are in step order, with channels interleaved.
 */
final class ArcHost implements DeviceFit {
  private static final int ROWS = 8;
  private static final int QUAD = 4;

  private final ArcStart start;
  private final Grid grid;
  private final int channels;
  private final int dim;
  private final int rows;

  /**
   * @param mostAnchors upper bound on the anchors of a fit on this grid
   */
  ArcHost(ArcStart start, Grid grid, int channels, int dim, int mostAnchors) {
    this.start = start;
    this.grid = grid;
    this.channels = channels;
    this.dim = dim;
    this.rows = Tiling.whole(Math.max(mostAnchors, start.anchors()), ROWS);
  }

  /** Clouds on one grid whose padded anchor counts are equal. */
  record Shape(Grid grid, int channels, int rows) {}

  @Override
  public Shape shape() {
    return new Shape(grid, channels, rows);
  }

  PixelOrder order() {
    return start.order();
  }

  int anchors() {
    return start.anchors();
  }

  /** [pixels][slots], anchors, pixels in step order. */
  int[] neighbours() {
    return start.neighbours();
  }

  /** [pixels][2 slots], pixels in step order. */
  float[] relative() {
    return start.relative();
  }

  private int latent() {
    return Tiling.whole(dim, QUAD);
  }

  @Override
  public float[] start() {
    float[] compact = start.latents();
    float[] padded = new float[Math.multiplyExact(rows, latent())];
    for (int i = 0; i < start.anchors(); i++) {
      System.arraycopy(compact, i * dim, padded, i * latent(), dim);
    }
    return padded;
  }

  @Override
  public float[] targets(float[] values) {
    int[] pixels = order().pixels();
    float[] targets = new float[values.length];
    for (int p = 0; p < pixels.length; p++) {
      for (int c = 0; c < channels; c++) {
        targets[p * channels + c] = values[c * pixels.length + pixels[p]];
      }
    }
    return targets;
  }

  @Override
  public float[] values(float[] device) {
    int[] pixels = order().pixels();
    float[] values = new float[device.length];
    for (int p = 0; p < pixels.length; p++) {
      for (int c = 0; c < channels; c++) {
        values[c * pixels.length + pixels[p]] = device[p * channels + c];
      }
    }
    return values;
  }

  @Override
  public Field field(float[] state) {
    float[] compact = new float[start.anchors() * dim];
    for (int i = 0; i < start.anchors(); i++) {
      System.arraycopy(state, i * latent(), compact, i * dim, dim);
    }
    return start.field(compact);
  }
}
