package io.anchorage.jobs.fit;

/** The message for an image that needs more memory than is available. */
final class OutOfHeap {
  private OutOfHeap() {}

  static String message() {
    return ("image does not fit into a heap of %d MiB beside its neighbours: give more with"
            + " ANCHORAGE_HEAP (spark.executor.memory on a cluster), or make it smaller with"
            + " signal.transforms")
        .formatted(Runtime.getRuntime().maxMemory() >> 20);
  }
}
