package io.anchorage.jobs.exchange.in;

import java.io.Serializable;

/** Whether a file's path, relative to the input, is that of a field. Sent to executors. */
@FunctionalInterface
interface FileTest extends Serializable {
  boolean matches(String path);
}
