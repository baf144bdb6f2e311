package io.anchorage.bench;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.ArcFamily;
import io.anchorage.family.arc.ArcFitter;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.Arrays;
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
 * Optimiser steps of an ARC with the published sizes: a quarter of the pixels, dense Adam on the
 * latents, one step an operation. A side of 28 gives 39 latents, one of 128 gives 819.
 *
 * <pre>
 * mvn -q -Pquick -pl model-core test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java --add-modules jdk.incubator.vector \
 *   -cp model-core/target/classes:model-core/target/test-classes:$(cat model-core/target/cp) \
 *   org.openjdk.jmh.Main ArcStep -t 2
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
public class ArcStepBenchmark {
  private static final ArcConfig CONFIG = ArcConfig.defaults();

  @Param({"vector", "scalar"})
  String engine;

  @Param({"28", "128"})
  int side;

  @Param({"1", "3"})
  int channels;

  private FitSession session;

  /** Opens one fit, and fails if the kernel differs from the specification. */
  @Setup
  public void prepare() throws BadSignalException {
    Kernels kernels =
        engine.equals("scalar")
            ? KernelProviders.scalar()
            : KernelProviders.vector().kernels().orElseThrow();
    session = open(kernels);
    FitSession specification = open(KernelProviders.scalar());
    session.step(2);
    specification.step(2);
    if (!Arrays.equals(
        session.field().floats(ArcFamily.LATENTS),
        specification.field().floats(ArcFamily.LATENTS))) {
      throw new IllegalStateException(engine + " differs from the specification");
    }
  }

  /** One step. */
  @Benchmark
  public float step() {
    session.step(1);
    return session.lastLoss();
  }

  private FitSession open(Kernels kernels) throws BadSignalException {
    SharedParameters decoder =
        ArcDecoder.initial(CONFIG, channels, new Seeds(1, "decoder", 0)::stream).toShared();
    float[] values = new float[channels * side * side];
    new Philox(3).fillUniform(values, 0, values.length, 0f, 1f);
    Signal signal =
        new Signal("noise", Grid.image(side, side), Normalisation.unit(channels), values);
    return new ArcFitter()
        .open(ArcConfig.defaultRecipe(), decoder, new FitTask(signal, 0), kernels);
  }
}
