package io.anchorage.jobs.allcnn;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a line of progress every few seconds. */
public final class ProgressLines {
  private final PrintStream out;
  private final long nanos;
  private final long start = System.nanoTime();
  private long last = start;

  /**
   * @param seconds between two lines
   */
  public ProgressLines(PrintStream out, int seconds) {
    this.out = out;
    this.nanos = seconds * 1_000_000_000L;
  }

  /**
   * Prints how much is done and how long the rest will take, if the last line is old enough or all
   * is done.
   */
  public void at(String what, long done, long all) {
    long now = System.nanoTime();
    if (now - last < nanos && done < all) {
      return;
    }
    last = now;
    double elapsed = (now - start) / 1e9;
    String left =
        done == 0 ? "" : String.format(Locale.ROOT, ", %.0f s left", elapsed * (all - done) / done);
    out.printf(Locale.ROOT, "%s: %d of %d, %.0f s%s%n", what, done, all, elapsed, left);
  }
}
