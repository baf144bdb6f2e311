package io.anchorage.bench;

import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Philox;
import io.anchorage.kernel.SirenKernel;
import io.anchorage.kernel.SirenPoints;
import io.anchorage.kernel.SirenShape;
import java.util.Arrays;
import java.util.List;
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
 * Optimiser steps of a SIREN of two sine layers on a 28x28 image: full batch, Adam, one step an
 * operation.
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

  @Param({"32", "256"})
  int width;

  private Kernels kernels;
  private SirenKernel kernel;
  private SirenPoints points;
  private AdamState adam;
  private float[] target;
  private float[] parameters;
  private float[] gradient;

  /** Prepares one fit, and refuses to time a kernel that differs from the specification. */
  @Setup
  public void prepare() {
    SirenShape shape = new SirenShape(2, width, 2, 1, List.of(30f, 30f), 0f);
    float[] axis = new float[SIDE];
    for (int i = 0; i < SIDE; i++) {
      axis[i] = -1 + 2f * i / (SIDE - 1);
    }
    points = SirenPoints.grid(new float[][] {axis, axis}, new int[] {0, 1});
    target = uniform(1, points.count(), 1f);
    parameters = uniform(2, shape.parameters(), 0.02f);
    gradient = new float[parameters.length];
    kernels =
        engine.equals("scalar")
            ? KernelProviders.scalar()
            : KernelProviders.vector().kernels().orElseThrow();
    kernel = kernels.siren(shape);
    adam = new AdamState(parameters.length, 5e-4f, 0.9f, 0.999f, 1e-8f);

    float[] expected = new float[parameters.length];
    KernelProviders.scalar().siren(shape).gradient(points, target, parameters, expected);
    kernel.gradient(points, target, parameters, gradient);
    if (!Arrays.equals(gradient, expected)) {
      throw new IllegalStateException(engine + " differs from the specification");
    }
  }

  /** One step. */
  @Benchmark
  public float step() {
    float loss = kernel.gradient(points, target, parameters, gradient);
    kernels.adam(adam, parameters, gradient);
    return loss;
  }

  private static float[] uniform(long key, int size, float bound) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -bound, bound);
    return out;
  }
}
