package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.LaneTree;

/** The specification of {@link JacobianKernel}. */
final class ScalarJacobian implements JacobianKernel {
  @Override
  public void follow(
      ArcShape shape,
      int count,
      float[] before,
      int beforeAt,
      float[] now,
      int nowAt,
      float[] units,
      int unitsAt,
      float[] rows,
      int rowsAt) {
    int row = shape.jacobianRow();
    for (int p = 0; p < count; p++) {
      for (int h = 0; h < shape.hidden(); h++) {
        boolean was = before[beforeAt + p * shape.hiddenRow() + h] > 0;
        boolean is = now[nowAt + p * shape.hiddenRow() + h] > 0;
        if (was == is) {
          continue;
        }
        for (int c = 0; c < shape.channels(); c++) {
          int unit = unitsAt + (c * shape.hidden() + h) * row;
          int to = rowsAt + (p * shape.channels() + c) * row;
          for (int k = 0; k < row; k++) {
            rows[to + k] += is ? units[unit + k] : -units[unit + k];
          }
        }
      }
    }
  }

  @Override
  public void along(
      ArcShape shape,
      int count,
      float[] rows,
      int rowsAt,
      float[] direction,
      int[] from,
      int fromAt,
      float[] lanes) {
    int length = shape.latentRow();
    for (int i = 0; i < count * shape.channels(); i++) {
      for (int j = 0; j < shape.slots(); j++) {
        int latent = from[fromAt + i / shape.channels() * shape.slots() + j];
        int part = rowsAt + i * shape.jacobianRow() + j * length;
        float[] slot = new float[LaneTree.LANES];
        for (int z = 0; z < length; z++) {
          int lane = z % LaneTree.LANES;
          slot[lane] = Math.fma(rows[part + z], direction[latent + z], slot[lane]);
        }
        for (int lane = 0; lane < LaneTree.LANES; lane++) {
          int to = i * LaneTree.LANES + lane;
          lanes[to] = j == 0 ? slot[lane] : lanes[to] + slot[lane];
        }
      }
    }
  }

  @Override
  public void back(
      ArcShape shape,
      int count,
      float[] rows,
      int rowsAt,
      float[] values,
      int valuesAt,
      int[] to,
      int toAt,
      float[] out) {
    int length = shape.latentRow();
    for (int i = 0; i < count * shape.channels(); i++) {
      for (int j = 0; j < shape.slots(); j++) {
        int latent = to[toAt + i / shape.channels() * shape.slots() + j];
        int part = rowsAt + i * shape.jacobianRow() + j * length;
        for (int z = 0; z < length; z++) {
          out[latent + z] = Math.fma(values[valuesAt + i], rows[part + z], out[latent + z]);
        }
      }
    }
  }

  @Override
  public void squares(
      ArcShape shape, int count, float[] rows, int rowsAt, int[] to, int toAt, float[] out) {
    int length = shape.latentRow();
    for (int i = 0; i < count * shape.channels(); i++) {
      for (int j = 0; j < shape.slots(); j++) {
        int latent = to[toAt + i / shape.channels() * shape.slots() + j];
        int part = rowsAt + i * shape.jacobianRow() + j * length;
        for (int z = 0; z < length; z++) {
          out[latent + z] = Math.fma(rows[part + z], rows[part + z], out[latent + z]);
        }
      }
    }
  }

  @Override
  public float dot(float[] a, float[] b) {
    float[] lanes = new float[LaneTree.LANES];
    for (int i = 0; i < a.length; i++) {
      lanes[i % LaneTree.LANES] = Math.fma(a[i], b[i], lanes[i % LaneTree.LANES]);
    }
    return LaneTree.sum(lanes, 0);
  }
}
