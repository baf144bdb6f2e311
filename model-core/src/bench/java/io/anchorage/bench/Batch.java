package io.anchorage.bench;

import io.anchorage.fit.Engine;
import io.anchorage.kernel.Team;

/** An engine that advances many fits at once and parallelises its arithmetic itself. */
final class Batch implements Contestant {
  private final String name;
  private final int size;
  private final Fits fits;

  Batch(Engine engine, Workload workload, int size) {
    this.name = engine.name() + ", batch of " + size;
    this.size = size;
    this.fits = new Fits(engine, workload, size, 0, Team.SOLO);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public double work() {
    return size;
  }

  @Override
  public void step(int count) {
    fits.step(count);
    fits.check();
  }

  @Override
  public void close() {
    fits.close();
  }
}
