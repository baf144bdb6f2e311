package io.anchorage.bench;

/** One way of doing a workload's steps. */
interface Contestant extends AutoCloseable {
  /** The engine and how it is driven, as in the report. */
  String name();

  /** The threads that its arithmetic runs on. */
  int threads();

  /** Takes {@code count} steps. */
  void step(int count);

  /** What its rate counts, in one step: images advanced, or operations. */
  double work();

  @Override
  void close();
}
