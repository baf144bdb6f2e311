package io.anchorage.family.mlp.cuda;

import io.anchorage.fit.cuda.AdamSchedule;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.fit.cuda.Program;
import io.anchorage.fit.cuda.Sine;
import io.anchorage.fit.cuda.Tiling;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.cuda.ArgumentBlock;
import io.anchorage.kernel.cuda.CudaActivation;
import io.anchorage.kernel.cuda.CudaModule;
import io.anchorage.kernel.cuda.DeviceArray;

/** Fits coordinate MLPs with one block per field: mlp_block.cu. */
final class MlpBlocks implements Program {
  private final BatchMemory memory;
  private final MlpBlockPlan plan;
  private final AdamSchedule adam;
  private final CudaModule module;
  private final DeviceOrder order;
  private final int padded;
  private final DeviceArray coordinates;

  MlpBlocks(
      BatchMemory memory,
      MlpBlockPlan plan,
      MlpPoints points,
      DeviceOrder order,
      AdamSchedule adam,
      Sine sine) {
    this.memory = memory;
    this.plan = plan;
    this.order = order;
    this.adam = adam;
    this.module =
        memory
            .device()
            .module(
                sine.of(new MlpSizes(plan.shape()).kernel("mlp_block.cu", plan.constants())),
                Math.toIntExact(plan.sharedBytes()));
    this.padded = Tiling.whole(points.count(), plan.tile());
    this.coordinates = MlpCoordinates.upload(memory, points, padded);
  }

  @Override
  public void step(Arrays arrays, int[] members, int taken, int count) {
    for (int done = 0; done < count; done += order.most()) {
      int some = Math.min(order.most(), count - done);
      order.upload(members, taken + done, some);
      launch("mlp_block_steps", arrays, members.length, done, some);
    }
  }

  @Override
  public void values(Arrays arrays, int fits) {
    launch("mlp_block_values", arrays, fits, -1, 0);
  }

  /**
   * @param done steps of this call taken before; -1 to compute values
   */
  private void launch(String kernel, Arrays arrays, int fits, int done, int steps) {
    ArgumentBlock arguments =
        new ArgumentBlock()
            .pointer(arrays.chosen())
            .pointer(arrays.state())
            .pointer(arrays.firstMoments())
            .pointer(arrays.secondMoments())
            .pointer(arrays.targets())
            .pointer(coordinates)
            .pointer(arrays.adamSteps(), 2L * Math.max(0, done))
            .pointer(arrays.losses())
            .pointer(arrays.values());
    order.into(arguments, 0, Math.min(done, 0));
    arguments.number(padded).number(steps).number(plan.shape().outputOffset());
    adam.into(arguments);
    for (float gain : CudaActivation.gains(plan.shape())) {
      arguments.number(gain);
    }
    memory.stream().launch(module, kernel, new int[] {fits, 1, 1}, plan.threads(), arguments);
  }
}
