package io.anchorage.fit.cuda;

import io.anchorage.kernel.cuda.CudaStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits of one shape, with their state on the device from the first step to the last. What the host
 * asks for is downloaded for all of them at once and cached until the next step.
 */
final class DeviceBatch implements AutoCloseable {
  /** The number of steps whose factors are on the device at a time. */
  private static final int MOST_STEPS = 1000;

  /** Values of all fits are downloaded together up to this many values. */
  private static final long MOST_VALUES = 1 << 24;

  private final BatchMemory memory;
  private final CudaStream stream;
  private final Program program;
  private final AdamSchedule adam;
  private final List<DeviceFit> fits;
  private final Program.Arrays arrays;
  private final int stateSize;
  private final int valueSize;
  private float[] losses;
  private float[] states;
  private float[] values;

  /** Makes a program in memory that the batch then owns. */
  @FunctionalInterface
  interface ProgramMaker {
    Program make(BatchMemory memory);
  }

  /**
   * Uploads the fits.
   *
   * @param targets one per fit, [channels][grid points]
   * @throws io.anchorage.kernel.cuda.DeviceMemoryException if they do not fit into device memory
   */
  DeviceBatch(
      BatchMemory memory,
      ProgramMaker maker,
      AdamSchedule adam,
      List<? extends DeviceFit> fits,
      List<float[]> targets) {
    this.memory = memory;
    this.stream = memory.stream();
    this.adam = adam;
    this.fits = List.copyOf(fits);
    List<float[]> starts = fits.stream().map(DeviceFit::start).toList();
    List<float[]> wanted = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      wanted.add(fits.get(i).targets(targets.get(i)));
    }
    this.stateSize = starts.get(0).length;
    this.valueSize = wanted.get(0).length;
    long state = (long) fits.size() * stateSize;
    this.arrays =
        new Program.Arrays(
            memory.rows(starts),
            memory.zeros(state),
            memory.zeros(state),
            memory.rows(wanted),
            memory.array((long) fits.size() * valueSize),
            memory.zeros(fits.size()),
            memory.array(fits.size()),
            memory.array(2L * MOST_STEPS));
    this.program = maker.make(memory);
  }

  /**
   * Takes steps and waits for them.
   *
   * @param members to advance, all of them after {@code taken} steps
   */
  void step(int[] members, int taken, int count) {
    forget();
    stream.upload(members, arrays.chosen(), 0);
    for (int done = 0; done < count; done += MOST_STEPS) {
      int some = Math.min(MOST_STEPS, count - done);
      stream.upload(adam.factors(taken + done, some), arrays.adamSteps(), 0);
      program.step(arrays, members, taken + done, some);
      stream.waitForKernels();
    }
  }

  private void forget() {
    losses = null;
    states = null;
    values = null;
  }

  /** The loss computed in a member's last step. */
  float loss(int member) {
    if (losses == null) {
      losses = new float[fits.size()];
      stream.download(arrays.losses(), 0, losses);
    }
    return losses[member];
  }

  /** A copy of a member's current state. */
  float[] state(int member) {
    float[] state = new float[stateSize];
    if ((long) fits.size() * stateSize > MOST_VALUES) {
      stream.download(arrays.state(), (long) member * stateSize, state);
      return state;
    }
    if (states == null) {
      states = new float[fits.size() * stateSize];
      stream.download(arrays.state(), 0, states);
    }
    System.arraycopy(states, member * stateSize, state, 0, stateSize);
    return state;
  }

  /** A member's current values on its grid: [channels][grid points]. */
  float[] values(int member) {
    float[] own = new float[valueSize];
    if ((long) fits.size() * valueSize > MOST_VALUES) {
      compute(new int[] {member});
      stream.download(arrays.values(), (long) member * valueSize, own);
    } else {
      if (values == null) {
        compute(all());
        values = new float[fits.size() * valueSize];
        stream.download(arrays.values(), 0, values);
      }
      System.arraycopy(values, member * valueSize, own, 0, valueSize);
    }
    return fits.get(member).values(own);
  }

  private void compute(int[] members) {
    stream.upload(members, arrays.chosen(), 0);
    program.values(arrays, members.length);
  }

  private int[] all() {
    int[] members = new int[fits.size()];
    for (int i = 0; i < members.length; i++) {
      members[i] = i;
    }
    return members;
  }

  /** Replaces a member's target. */
  void retarget(int member, float[] target) {
    stream.upload(fits.get(member).targets(target), arrays.targets(), (long) member * valueSize);
  }

  @Override
  public void close() {
    memory.close();
  }
}
