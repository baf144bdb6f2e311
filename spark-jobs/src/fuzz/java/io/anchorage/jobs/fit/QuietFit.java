package io.anchorage.jobs.fit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import org.apache.spark.api.java.JavaSparkContext;

/** Fits without a word on progress. */
public final class QuietFit {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);

  private QuietFit() {}

  /** Runs one request as {@code anchorage fit} does. */
  public static FitReport run(JavaSparkContext spark, FitRequest request) {
    return FitJob.run(spark, request, NOWHERE);
  }

  /** Runs one request for something that is made of images. */
  public static FitReport run(JavaSparkContext spark, FitRequest request, FitSubject subject) {
    return FitJob.run(spark, request, subject, NOWHERE);
  }
}
