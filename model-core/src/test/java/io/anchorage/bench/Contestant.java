package io.anchorage.bench;

/** One way of doing a workload's steps. */
interface Contestant extends AutoCloseable {
  /** The engine and how it is driven, as in the report. */
  String name();

  /** The threads that its arithmetic runs on. */
  int threads();

  /** Takes {@code count} optimiser steps with each of its images. */
  void step(int count);

  /** Images that one step advances. */
  int images();

  @Override
  void close();
}
