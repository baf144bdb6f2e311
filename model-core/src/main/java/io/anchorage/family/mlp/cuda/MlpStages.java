package io.anchorage.family.mlp.cuda;

import io.anchorage.fit.cuda.AdamSchedule;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.fit.cuda.Program;
import io.anchorage.fit.cuda.Sine;
import io.anchorage.fit.cuda.Tiling;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.cuda.ArgumentBlock;
import io.anchorage.kernel.cuda.CudaActivation;
import io.anchorage.kernel.cuda.CudaModule;
import io.anchorage.kernel.cuda.DeviceArray;
import java.util.Map;

/**
 * Fits coordinate MLPs with several blocks per field: mlp_staged.cu. Processes as many fields at a
 * time as the working memory holds; the others wait.
 */
final class MlpStages implements Program {
  private static final int THREADS = 64;
  private static final int EDGE = 64;
  private static final int MOST_CAPACITY = 8192;
  private static final int SEGMENT = 512;
  private static final int MOST_SEGMENTS = 16;

  /** One part in this many of the memory that is free when a program is made. */
  private static final int SHARE = 4;

  /** The largest blockIdx.z extent. */
  private static final int MOST_TOGETHER = 65_535;

  private final BatchMemory memory;
  private final MlpShape shape;
  private final MlpSizes sizes;
  private final AdamSchedule adam;
  private final CudaModule module;
  private final DeviceOrder order;
  private final int padded;
  private final int seen;
  private final int capacity;
  private final int segments;
  private final int together;
  private final DeviceArray coordinates;
  private final DeviceArray folded;
  private final DeviceArray gradients;
  private final DeviceArray hidden;
  private final DeviceArray derivatives;
  private final DeviceArray errors;
  private final DeviceArray squares;

  MlpStages(
      BatchMemory memory,
      MlpShape shape,
      MlpPoints where,
      DeviceOrder order,
      int fits,
      AdamSchedule adam,
      Sine sine) {
    this.memory = memory;
    this.shape = shape;
    this.sizes = new MlpSizes(shape);
    this.adam = adam;
    this.order = order;
    this.padded = Tiling.whole(where.count(), EDGE);
    this.seen = Tiling.whole(order.chunk(), EDGE);
    this.capacity = Math.min(padded, MOST_CAPACITY);
    this.segments = Math.max(1, Math.min(MOST_SEGMENTS, capacity / SEGMENT));
    Map<String, Integer> constants = sizes.constants();
    constants.put("CAPACITY", capacity);
    constants.put("THREADS", THREADS);
    this.module = memory.device().module(sine.of(sizes.kernel("mlp_staged.cu", constants)), 0);
    this.coordinates = MlpCoordinates.upload(memory, where, padded);
    long budget = memory.device().memory().free() / SHARE / Float.BYTES;
    this.together = (int) Math.max(1, Math.min(Math.min(fits, MOST_TOGETHER), budget / floats()));
    this.folded = memory.zeros(together * foldedFloats());
    this.gradients = memory.zeros(together * gradientFloats());
    this.hidden = memory.array(together * planes());
    this.derivatives = memory.array(together * planes());
    this.errors = memory.array((long) together * shape.outputs() * capacity);
    this.squares = memory.zeros((long) together * (padded / THREADS));
  }

  private long foldedFloats() {
    return (long) sizes.folded() + sizes.turned();
  }

  private long gradientFloats() {
    return (long) segments * sizes.folded();
  }

  private long planes() {
    return (long) shape.depth() * sizes.units() * capacity;
  }

  /** Working memory of one field, in floats. */
  private long floats() {
    return foldedFloats()
        + gradientFloats()
        + 2 * planes()
        + (long) shape.outputs() * capacity
        + padded / THREADS;
  }

  @Override
  public void step(Arrays arrays, int[] members, int taken, int count) {
    for (int done = 0; done < count; done += order.most()) {
      int some = Math.min(order.most(), count - done);
      order.upload(members, taken + done, some);
      step(arrays, members.length, done, some);
    }
  }

  private void step(Arrays arrays, int fits, int done, int count) {
    for (int first = 0; first < fits; first += together) {
      Work work = new Work(arrays, first, Math.min(together, fits - first), seen);
      work.launch("mlp_fold", Tiling.pieces(shape.parameters(), THREADS), 1);
      for (int step = 0; step < count; step++) {
        work.step(done + step, step);
      }
    }
  }

  @Override
  public void values(Arrays arrays, int fits) {
    for (int first = 0; first < fits; first += together) {
      Work work = new Work(arrays, first, Math.min(together, fits - first), padded);
      work.launch("mlp_fold", Tiling.pieces(shape.parameters(), THREADS), 1);
      for (work.from = 0; work.from < padded; work.from += capacity) {
        work.forward();
      }
    }
  }

  /** Fields that go through the stages together. */
  private final class Work {
    private final Arrays arrays;
    private final int first;
    private final int fields;
    private int from;
    private int layer;
    private final int end;
    private int step;
    private int uploaded = -1;
    private boolean training;

    /**
     * @param end points to go through, whole edges
     */
    Work(Arrays arrays, int first, int fields, int end) {
      this.arrays = arrays;
      this.first = first;
      this.fields = fields;
      this.end = end;
    }

    /**
     * @param number of the step in its call, which its Adam factors go by
     * @param inUpload its number in the uploaded order
     */
    private void step(int number, int inUpload) {
      step = number;
      uploaded = inUpload;
      training = true;
      for (from = 0; from < end; from += capacity) {
        forward();
        backward();
      }
      launch("mlp_move", Tiling.pieces(shape.parameters(), THREADS), 1);
    }

    private int count() {
      return Math.min(capacity, end - from);
    }

    private void forward() {
      int columns = count() / EDGE;
      launch("mlp_first", columns, sizes.units());
      for (layer = 1; layer < shape.depth(); layer++) {
        launch("mlp_forward", columns, Tiling.pieces(sizes.units(), EDGE));
      }
      launch("mlp_output", columns, 1);
    }

    private void backward() {
      int across = Tiling.pieces(sizes.units(), EDGE);
      for (layer = shape.depth() - 1; layer > 0; layer--) {
        launch("mlp_matrix_gradient", across * across, segments);
        launch("mlp_backward", count() / EDGE, across);
      }
      launch("mlp_row_gradients", (shape.depth() + 1) * sizes.units(), segments);
    }

    private void launch(String kernel, int x, int y) {
      ArgumentBlock arguments =
          new ArgumentBlock()
              .pointer(arrays.chosen(), first)
              .pointer(arrays.state())
              .pointer(arrays.firstMoments())
              .pointer(arrays.secondMoments())
              .pointer(arrays.targets())
              .pointer(coordinates)
              .pointer(arrays.adamSteps())
              .pointer(arrays.losses())
              .pointer(arrays.values())
              .pointer(folded)
              .pointer(gradients)
              .pointer(hidden)
              .pointer(derivatives)
              .pointer(errors)
              .pointer(squares);
      order.into(arguments, first, uploaded);
      arguments
          .number(padded)
          .number(from)
          .number(count())
          .number(segments)
          .number(layer)
          .number(step)
          .number(from == 0 ? 1 : 0)
          .number(training ? 1 : 0)
          .number(shape.outputOffset());
      adam.into(arguments);
      for (float gain : CudaActivation.gains(shape)) {
        arguments.number(gain);
      }
      memory.stream().launch(module, kernel, new int[] {x, y, fields}, THREADS, arguments);
    }
  }
}
