package io.anchorage.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The peak rate of fused multiply-adds that Java reaches on this machine: twelve independent chains
 * in registers, no memory access. The yardstick for the kernels' rates, in floating-point
 * operations per second, two per multiply-add.
 */
final class FmaPeak implements Contestant {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int ITERATIONS = 10_000;

  private final int threads;

  FmaPeak(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "peak, " + threads + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public double work() {
    return 2.0 * S.length() * CHAINS * ITERATIONS * threads;
  }

  @Override
  public void step(int count) {
    Parallel.seconds(threads, thread -> run(count));
  }

  @Override
  public void close() {}

  private static void run(int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += chains();
    }
    if (Float.isNaN(sum)) {
      throw new IllegalStateException("the chains converge and cannot give NaN");
    }
  }

  private static float chains() {
    FloatVector a = FloatVector.broadcast(S, 1e-3f);
    FloatVector b = FloatVector.broadcast(S, 0.999f);
    FloatVector x0 = a;
    FloatVector x1 = a;
    FloatVector x2 = a;
    FloatVector x3 = a;
    FloatVector x4 = a;
    FloatVector x5 = a;
    FloatVector x6 = a;
    FloatVector x7 = a;
    FloatVector x8 = a;
    FloatVector x9 = a;
    FloatVector x10 = a;
    FloatVector x11 = a;
    for (int i = 0; i < ITERATIONS; i++) {
      x0 = x0.fma(b, a);
      x1 = x1.fma(b, a);
      x2 = x2.fma(b, a);
      x3 = x3.fma(b, a);
      x4 = x4.fma(b, a);
      x5 = x5.fma(b, a);
      x6 = x6.fma(b, a);
      x7 = x7.fma(b, a);
      x8 = x8.fma(b, a);
      x9 = x9.fma(b, a);
      x10 = x10.fma(b, a);
      x11 = x11.fma(b, a);
    }
    FloatVector low = x0.add(x1).add(x2).add(x3).add(x4).add(x5);
    FloatVector high = x6.add(x7).add(x8).add(x9).add(x10).add(x11);
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }
}
