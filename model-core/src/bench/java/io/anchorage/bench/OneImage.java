package io.anchorage.bench;

import io.anchorage.fit.Engine;

/** An engine whose threads share each image, one image after the other. */
final class OneImage implements Contestant {
  private final String name;
  private final Pool pool;
  private final Fits fits;

  OneImage(Engine engine, Workload workload, int threads) {
    this.name = engine.name() + ", one image on " + threads + " threads";
    this.pool = new Pool(threads);
    this.fits = new Fits(engine, workload, 1, 0, pool);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int threads() {
    return pool.size();
  }

  @Override
  public double work() {
    return 1;
  }

  @Override
  public void step(int count) {
    fits.step(count);
    fits.check();
  }

  @Override
  public void close() {
    fits.close();
    pool.close();
  }
}
