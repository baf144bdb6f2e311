package io.anchorage.bench;

import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Optimiser steps of a SIREN on a 28x28 grid: full batch, Adam, one step an operation.
 *
 * <pre>
 * mvn -q -Pquick -pl model-core test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java --add-modules jdk.incubator.vector \
 *   -cp model-core/target/classes:model-core/target/test-classes:$(cat model-core/target/cp) \
 *   org.openjdk.jmh.Main SirenStep -t 2
 * </pre>
 *
 * <p>Two forks, because what the compiler inlines, and so the speed, can differ from JVM to JVM;
 * ten seconds of warm-up, because the scalar kernel is compiled late.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SirenStepBenchmark {
  private static final int SIDE = 28;

  @Param({"vector", "scalar"})
  String engine;

  /** Units of each layer from inputs to outputs; few and many outputs have separate code. */
  @Param({"2-32-32-1", "2-256-256-1", "2-256-256-256-256-96"})
  String network;

  private Kernels kernels;
  private MlpKernel kernel;
  private MlpPoints points;
  private AdamState adam;
  private float[] target;
  private float[] parameters;
  private float[] gradient;

  /** Takes two steps, and fails if a kernel's bits differ from the specification's. */
  @Setup
  public void prepare() {
    MlpShape shape = shape(network);
    float[] axis = new float[SIDE];
    for (int i = 0; i < SIDE; i++) {
      axis[i] = -1 + 2f * i / (SIDE - 1);
    }
    points = MlpPoints.grid(new float[][] {axis, axis}, new int[] {0, 1});
    target = points.lay(uniform(1, points.count() * shape.outputs(), 1f), shape.outputs());
    float[] start = uniform(2, shape.parameters(), 0.02f);
    open(kernels(engine), shape, start.clone());
    float loss = steps();
    float[] reached = parameters;
    open(KernelProviders.scalar(), shape, start);
    float expected = steps();
    if (loss != expected || !Arrays.equals(reached, parameters)) {
      throw new IllegalStateException(engine + " differs from the specification");
    }
    open(kernels(engine), shape, reached);
  }

  private void open(Kernels chosen, MlpShape shape, float[] start) {
    kernels = chosen;
    kernel = kernels.mlp(shape);
    adam = new AdamState(start.length, 1e-4f, 0.9f, 0.999f, 1e-8f);
    parameters = start;
    gradient = new float[start.length];
  }

  private float steps() {
    step();
    return step();
  }

  /** One step. */
  @Benchmark
  public float step() {
    float loss = kernel.gradient(points, target, parameters, gradient);
    kernels.adam(adam, parameters, gradient);
    return loss;
  }

  private static Kernels kernels(String name) {
    return name.equals("scalar")
        ? KernelProviders.scalar()
        : KernelProviders.vector().kernels().orElseThrow();
  }

  private static MlpShape shape(String network) {
    int[] sizes = Arrays.stream(network.split("-")).mapToInt(Integer::parseInt).toArray();
    int depth = sizes.length - 2;
    return new MlpShape(
        new InputMapping.Identity(sizes[0]),
        sizes[1],
        depth,
        sizes[depth + 1],
        new Sine(Collections.nCopies(depth, 30f)),
        0f);
  }

  private static float[] uniform(long key, int size, float bound) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -bound, bound);
    return out;
  }
}
