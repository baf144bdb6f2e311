package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.fit.cuda.AdamSchedule;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.fit.cuda.Program;
import io.anchorage.fit.cuda.Tiling;
import io.anchorage.kernel.cuda.ArgumentBlock;
import io.anchorage.kernel.cuda.CudaModule;
import io.anchorage.kernel.cuda.DeviceArray;
import io.anchorage.kernel.cuda.KernelSource;
import java.util.Map;

/**
 * Fits clouds with several blocks per field: arc_staged.cu. Processes as many fields at a time as
 * the working memory holds; the others wait.
 */
public final class ArcStages implements Program {
  private static final int THREADS = 128;

  /** One part in this many of the memory that is free when a program is made. */
  private static final int SHARE = 4;

  /** The largest blockIdx.z extent. */
  private static final int MOST_TOGETHER = 65_535;

  private final BatchMemory memory;
  private final ArcShape shape;
  private final int quads;
  private final AdamSchedule adam;
  private final CudaModule module;
  private final DeviceDecoder decoder;
  private final DevicePixels pixels;
  private final int together;
  private final int blocks;
  private final DeviceArray tables;
  private final DeviceArray errors;
  private final DeviceArray masks;
  private final DeviceArray squares;

  ArcStages(
      BatchMemory memory, ArcDecoder decoder, DevicePixels pixels, int fits, AdamSchedule adam) {
    this.memory = memory;
    this.shape = decoder.shape();
    this.quads = Tiling.pieces(shape.hidden(), 4);
    this.adam = adam;
    this.pixels = pixels;
    Map<String, Integer> constants =
        Map.of(
            "SLOTS",
            shape.slots(),
            "DIM",
            shape.latentDim(),
            "CHANNELS",
            shape.channels(),
            "SLICE",
            4 * quads,
            "SLICES",
            1,
            "THREADS",
            THREADS);
    this.module =
        memory.device().module(KernelSource.of(ArcStages.class, "arc_staged.cu", constants), 0);
    this.decoder = new DeviceDecoder(memory, decoder, 4 * quads);
    this.blocks = Tiling.pieces(pixels.chunk(), THREADS);
    long tableFloats = (long) pixels.rows() * shape.slots() * 4 * quads;
    long errorFloats = (long) pixels.chunk() * shape.channels();
    long maskFloats = ((long) pixels.chunk() * quads + 3) / 4;
    long each = tableFloats + errorFloats + maskFloats + blocks;
    long budget = memory.device().memory().free() / SHARE / Float.BYTES;
    this.together = (int) Math.max(1, Math.min(Math.min(fits, MOST_TOGETHER), budget / each));
    this.tables = memory.array(together * tableFloats);
    this.errors = memory.array(together * errorFloats);
    this.masks = memory.array(together * (maskFloats + 1));
    this.squares = memory.zeros((long) together * blocks);
  }

  @Override
  public void step(Arrays arrays, int[] members, int taken, int count) {
    for (int first = 0; first < members.length; first += together) {
      Work work = new Work(arrays, first, Math.min(together, members.length - first));
      for (int step = 0; step < count; step++) {
        work.step(step, (taken + step) % pixels.turn());
      }
    }
  }

  @Override
  public void values(Arrays arrays, int fits) {
    for (int first = 0; first < fits; first += together) {
      Work work = new Work(arrays, first, Math.min(together, fits - first));
      work.tables();
      for (work.chunk = 0; work.chunk < pixels.chunks(); work.chunk++) {
        work.pixels();
      }
    }
  }

  /** Fields that go through the stages together. */
  private final class Work {
    private final Arrays arrays;
    private final int first;
    private final int fields;
    private int chunk;
    private int step;
    private boolean training;

    Work(Arrays arrays, int first, int fields) {
      this.arrays = arrays;
      this.first = first;
      this.fields = fields;
    }

    private void step(int number, int chunkOfStep) {
      step = number;
      chunk = chunkOfStep;
      training = true;
      tables();
      pixels();
      launch("arc_table_gradients", (long) pixels.rows() * shape.slots() * quads);
      launch("arc_move", (long) pixels.rows() * Tiling.pieces(shape.latentDim(), 4));
    }

    private void tables() {
      launch("arc_tables", (long) pixels.rows() / 8 * shape.slots() * quads);
    }

    private void pixels() {
      launch("arc_pixels", pixels.size(chunk));
    }

    /** Launches a kernel with one thread for each of {@code tasks}. */
    private void launch(String kernel, long tasks) {
      ArgumentBlock arguments =
          new ArgumentBlock()
              .pointer(arrays.chosen(), first)
              .pointer(arrays.state())
              .pointer(arrays.firstMoments())
              .pointer(arrays.secondMoments())
              .pointer(arrays.losses())
              .pointer(arrays.values())
              .pointer(arrays.adamSteps());
      decoder.into(arguments);
      pixels.into(arguments, arrays.targets());
      arguments
          .pointer(tables)
          .pointer(errors)
          .pointer(masks)
          .pointer(squares)
          .number(chunk)
          .number(step)
          .number(training ? 1 : 0)
          .number(Tiling.pieces(pixels.size(chunk), THREADS));
      adam.into(arguments);
      int x = Math.toIntExact((tasks + THREADS - 1) / THREADS);
      memory.stream().launch(module, kernel, new int[] {x, 1, fields}, THREADS, arguments);
    }
  }
}
