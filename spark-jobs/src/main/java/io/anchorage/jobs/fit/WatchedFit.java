package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.fit.FitRequest.Mode;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Keeps a table up to date with a dataset that grows: lists the dataset again and again, and fits
 * what is new. The table itself is the record of what has been fitted, so there is no second one to
 * disagree with it, and a watch may be ended and begun at any time.
 */
public final class WatchedFit {
  private static final long POLL_MILLIS = 200;

  private final JavaSparkContext spark;
  private final FitRequest request;
  private final int seconds;

  /**
   * Prepares a watch.
   *
   * @param request of mode {@link Mode#INCREMENTAL}
   * @param seconds from the end of one round to the beginning of the next, at least 1
   * @throws UserException if the request is not incremental, or the time is not positive
   */
  public WatchedFit(JavaSparkContext spark, FitRequest request, int seconds) {
    require(request.mode(), seconds);
    this.spark = spark;
    this.request = request;
    this.seconds = seconds;
  }

  /**
   * Checks what a watch was asked for.
   *
   * @throws UserException if the mode is not incremental, or the time is not positive
   */
  public static void require(Mode mode, int seconds) {
    if (mode != Mode.INCREMENTAL) {
      throw new UserException(
          Kind.CONFIG, "--watch keeps a table up to date: give --incremental with it");
    }
    if (seconds < 1) {
      throw new UserException(Kind.CONFIG, "--watch must be at least 1 second: " + seconds);
    }
  }

  /**
   * Fits what is new, waits, and begins again, until it is called off. A round that is cancelled
   * ends the watch.
   *
   * @param calledOff asked about five times a second between rounds
   * @param each receives the report of every round
   * @throws UserException if a round ends with one
   */
  public void run(BooleanSupplier calledOff, Consumer<FitReport> each) throws InterruptedException {
    while (!calledOff.getAsBoolean()) {
      FitReport report = FitJob.run(spark, request);
      each.accept(report);
      if (report.end() == FitReport.End.CANCELLED) {
        return;
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (!calledOff.getAsBoolean() && System.nanoTime() < end) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
