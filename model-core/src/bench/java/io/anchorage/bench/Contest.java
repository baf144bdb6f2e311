package io.anchorage.bench;

import io.anchorage.bench.Workload.Size;
import io.anchorage.fit.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contestants on one workload, measured in turn.
 *
 * @param vector on all threads
 * @param single {@code vector} on one thread
 * @param peak the machine's on all threads
 * @param singlePeak the machine's on one thread
 */
record Contest(
    Contestant vector,
    Contestant single,
    Optional<Contestant> scalar,
    Optional<Contestant> djl,
    Contestant peak,
    Contestant singlePeak)
    implements AutoCloseable {

  static Contest of(
      Workload workload, Engine vector, Optional<Engine> scalar, Optional<Contestant> djl) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Contest(
        together(vector, workload, cores),
        new Threads(vector, workload, 1),
        scalar.map(engine -> together(engine, workload, cores)),
        djl,
        new FmaPeak(cores),
        new FmaPeak(1));
  }

  /** Small images are fitted one per thread; a large one is shared by all threads. */
  private static Contestant together(Engine engine, Workload workload, int threads) {
    return workload.size() == Size.SMALL
        ? new Threads(engine, workload, threads)
        : new OneImage(engine, workload, threads);
  }

  /** The contestants that fit, in table order. */
  List<Contestant> fitting() {
    List<Contestant> fitting = new ArrayList<>(List.of(vector, single));
    scalar.ifPresent(fitting::add);
    djl.ifPresent(fitting::add);
    return fitting;
  }

  List<Contestant> all() {
    List<Contestant> all = new ArrayList<>(fitting());
    all.add(peak);
    all.add(singlePeak);
    return all;
  }

  @Override
  public void close() {
    all().forEach(Contestant::close);
  }
}
