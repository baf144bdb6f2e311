package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.fit.cuda.Tiling;
import io.anchorage.kernel.cuda.ArgumentBlock;
import io.anchorage.kernel.cuda.DeviceArray;

/** A decoder in the kernels' layout: struct ArcDecoder of arc_layout.cuh. */
final class DeviceDecoder {
  private final DeviceArray tables;
  private final DeviceArray latents;
  private final DeviceArray positions;
  private final DeviceArray output;
  private final DeviceArray bias;

  /**
   * @param row hidden units, padded
   */
  DeviceDecoder(BatchMemory memory, ArcDecoder decoder, int row) {
    ArcShape shape = decoder.shape();
    int hidden = shape.hidden();
    int slots = shape.slots();
    int dim = shape.latentDim();
    int latent = Tiling.whole(dim, 4);
    float[] w = decoder.hiddenWeight();
    float[] tables = new float[dim * slots * row];
    float[] latents = new float[slots * row * latent];
    float[] positions = new float[(2 * slots + 1) * row];
    float[] output = new float[shape.channels() * row];
    for (int h = 0; h < hidden; h++) {
      for (int j = 0; j < slots; j++) {
        for (int z = 0; z < dim; z++) {
          float weight = w[h * hidden + j * dim + z];
          tables[(z * slots + j) * row + h] = weight;
          latents[(j * row + h) * latent + z] = weight;
        }
      }
      for (int k = 0; k < 2 * slots; k++) {
        positions[k * row + h] = w[h * hidden + slots * dim + k];
      }
      positions[2 * slots * row + h] = decoder.hiddenBias()[h];
    }
    for (int c = 0; c < shape.channels(); c++) {
      System.arraycopy(decoder.outputWeight(), c * hidden, output, c * row, hidden);
    }
    this.tables = memory.filled(tables);
    this.latents = memory.filled(latents);
    this.positions = memory.filled(positions);
    this.output = memory.filled(output);
    this.bias = memory.filled(decoder.outputBias());
  }

  ArgumentBlock into(ArgumentBlock arguments) {
    return arguments
        .pointer(tables)
        .pointer(latents)
        .pointer(positions)
        .pointer(output)
        .pointer(bias);
  }
}
