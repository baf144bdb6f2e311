package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Philox;
import java.util.Iterator;
import java.util.List;

/** A dataset of samples that can be iterated over repeatedly. */
public interface SampleSource {
  /** Names of the classes, in the order of their labels. */
  List<String> classes();

  /** Every sample once, always in the same order. */
  Stream inOrder();

  /**
   * Every sample once, in random order.
   *
   * @param draws equal draws give equal orders
   */
  Stream shuffled(Philox draws);

  /** One pass over the dataset; close it to leave early. */
  interface Stream extends Iterator<Sample>, AutoCloseable {
    @Override
    void close();
  }
}
