package io.anchorage.jobs.learn;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains without a word on progress. */
public final class QuietTrain {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);

  private QuietTrain() {}

  /** Runs one request as {@code anchorage train} does. */
  public static TrainReport run(JavaSparkContext spark, TrainRequest request) {
    return TrainJob.run(spark, request, NOWHERE);
  }
}
