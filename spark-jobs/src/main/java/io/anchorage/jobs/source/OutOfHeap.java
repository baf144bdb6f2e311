package io.anchorage.jobs.source;

/** What is said of an image, or of anything else that is read, if memory is too small for it. */
public final class OutOfHeap {
  private OutOfHeap() {}

  /** The message for an image that needs more memory than is available. */
  public static String message() {
    return doesNotFit("image")
        + ", make it smaller with signal.transforms, or refuse images of its size with"
        + " source.max-pixels";
  }

  /** Whether memory that was too small is behind an error, thrown here or in another thread. */
  public static boolean isBehind(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** That a thing does not fit, and what gives more memory; the sentence may go on. */
  public static String doesNotFit(String what) {
    return "%s does not fit into a heap of %d MiB beside its neighbours: give more with ANCHORAGE_HEAP (spark.executor.memory on a cluster)"
        .formatted(what, Runtime.getRuntime().maxMemory() >> 20);
  }
}
