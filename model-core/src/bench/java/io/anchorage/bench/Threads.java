package io.anchorage.bench;

import io.anchorage.fit.Engine;
import io.anchorage.kernel.Team;
import java.util.ArrayList;
import java.util.List;

/** An engine that runs one fit per thread, on a number of threads. */
final class Threads implements Contestant {
  private final String name;
  private final List<Fits> fits = new ArrayList<>();

  Threads(Engine engine, Workload workload, int threads) {
    this.name = engine.name() + ", " + threads + (threads == 1 ? " thread" : " threads");
    for (int t = 0; t < threads; t++) {
      fits.add(new Fits(engine, workload, 1, t, Team.SOLO));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int threads() {
    return fits.size();
  }

  @Override
  public double work() {
    return fits.size();
  }

  @Override
  public void step(int count) {
    Parallel.seconds(fits.size(), thread -> fits.get(thread).step(count));
    fits.forEach(Fits::check);
  }

  @Override
  public void close() {
    fits.forEach(Fits::close);
  }
}
