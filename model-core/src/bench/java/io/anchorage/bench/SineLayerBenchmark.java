package io.anchorage.bench;

import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.SinCosPi;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sine and cosine of 25 600 phases; an operation is one pair. {@code vector} and {@code scalar}
 * evaluate a network of one sine layer on a list of points, so each pair comes with two
 * multiply-adds; {@code library} is the JDK's own pair. Run as {@link SirenStepBenchmark} says,
 * with {@code SineLayer}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SineLayerBenchmark {
  private static final int WIDTH = 32;
  private static final int POINTS = 800;
  private static final int PAIRS = WIDTH * POINTS;

  private final MlpShape shape =
      new MlpShape(new InputMapping.Identity(1), WIDTH, 1, 1, new Sine(List.of(30f)), 0f);
  private final float[] parameters = new float[shape.parameters()];
  private final float[] coordinates = new float[POINTS];
  private final float[] phases = new float[PAIRS];
  private final float[] sin = new float[PAIRS];
  private final float[] cos = new float[PAIRS];
  private final float[] outputs = new float[POINTS];
  private MlpPoints points;
  private MlpKernel scalar;
  private MlpKernel vector;

  /** Draws phases in [-60, 60], and fails if the kernels differ. */
  @Setup
  public void prepare() {
    new Philox(1).fillUniform(parameters, 0, parameters.length, -1f, 1f);
    new Philox(2).fillUniform(coordinates, 0, POINTS, -1f, 1f);
    new Philox(3).fillUniform(phases, 0, PAIRS, -60f, 60f);
    points = MlpPoints.list(new float[][] {coordinates});
    scalar = KernelProviders.scalar().mlp(shape);
    Kernels simd = KernelProviders.vector().kernels().orElseThrow();
    vector = simd.mlp(shape);
    float[] expected = scalar().clone();
    if (!Arrays.equals(vector(), expected)) {
      throw new IllegalStateException("vector differs from the specification");
    }
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public float[] scalar() {
    scalar.evaluate(points, parameters, outputs);
    return outputs;
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public float[] vector() {
    vector.evaluate(points, parameters, outputs);
    return outputs;
  }

  /** The polynomial pair alone, one value at a time. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public float[] scalarPair() {
    for (int i = 0; i < PAIRS; i++) {
      SinCosPi.into(phases[i], sin, cos, i);
    }
    return sin;
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public float[] library() {
    for (int i = 0; i < PAIRS; i++) {
      sin[i] = (float) Math.sin(phases[i]);
      cos[i] = (float) Math.cos(phases[i]);
    }
    return sin;
  }
}
