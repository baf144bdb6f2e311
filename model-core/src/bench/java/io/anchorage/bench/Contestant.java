package io.anchorage.bench;

/** One way of taking a workload's steps. */
interface Contestant extends AutoCloseable {
  /** The engine and its mode of use, as shown in the report. */
  String name();

  /** The number of threads its arithmetic uses. */
  int threads();

  /** Takes {@code count} steps. */
  void step(int count);

  /** The unit of its rate, per step: images advanced, or operations. */
  double work();

  @Override
  void close();
}
