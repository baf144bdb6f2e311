package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.fit.cuda.AdamSchedule;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.fit.cuda.Program;
import io.anchorage.kernel.cuda.ArgumentBlock;
import io.anchorage.kernel.cuda.CudaModule;
import io.anchorage.kernel.cuda.KernelSource;

/** Fits clouds with one block per field: arc_block.cu. */
public final class ArcBlocks implements Program {
  private final BatchMemory memory;
  private final ArcBlockPlan plan;
  private final AdamSchedule adam;
  private final CudaModule module;
  private final DeviceDecoder decoder;
  private final DevicePixels pixels;

  ArcBlocks(
      BatchMemory memory,
      ArcBlockPlan plan,
      ArcDecoder decoder,
      DevicePixels pixels,
      AdamSchedule adam) {
    this.memory = memory;
    this.plan = plan;
    this.adam = adam;
    this.module =
        memory
            .device()
            .module(
                KernelSource.of(ArcBlocks.class, "arc_block.cu", plan.constants()),
                Math.toIntExact(plan.sharedBytes()));
    this.decoder = new DeviceDecoder(memory, decoder, plan.row());
    this.pixels = pixels;
  }

  @Override
  public void step(Arrays arrays, int[] members, int taken, int count) {
    launch("arc_block_steps", arrays, members.length, taken, count);
  }

  @Override
  public void values(Arrays arrays, int fits) {
    launch("arc_block_values", arrays, fits, 0, 0);
  }

  private void launch(String kernel, Arrays arrays, int fits, int taken, int count) {
    ArgumentBlock arguments =
        new ArgumentBlock()
            .pointer(arrays.chosen())
            .pointer(arrays.state())
            .pointer(arrays.firstMoments())
            .pointer(arrays.secondMoments())
            .pointer(arrays.losses())
            .pointer(arrays.values())
            .pointer(arrays.adamSteps());
    decoder.into(arguments);
    pixels.into(arguments, arrays.targets());
    adam.into(arguments.number(taken).number(count).number(pixels.turn()));
    memory.stream().launch(module, kernel, new int[] {fits, 1, 1}, plan.threads(), arguments);
  }
}
