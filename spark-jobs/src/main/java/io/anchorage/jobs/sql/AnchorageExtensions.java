package io.anchorage.jobs.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.BoxedUnit;

/**
 * Adds the functions to every session of an application: {@code
 * spark.sql.extensions=io.anchorage.jobs.sql.AnchorageExtensions}.
 */
public final class AnchorageExtensions implements SparkSessionExtensionsProvider {
  /** Made by Spark. */
  public AnchorageExtensions() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    AnchorageFunctions.inject(extensions);
    return BoxedUnit.UNIT;
  }
}
