package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Philox;
import java.util.Iterator;
import java.util.List;

/** A dataset of samples that can be gone through again and again. */
public interface SampleSource {
  /** Names of the classes, in the order of their labels. */
  List<String> classes();

  /** Every sample once, always in the same order. */
  Stream inOrder();

  /**
   * Every sample once, in an order that the random numbers decide.
   *
   * @param draws the same give the same order
   */
  Stream shuffled(Philox draws);

  /** One way through the dataset; close it before its end to leave early. */
  interface Stream extends Iterator<Sample>, AutoCloseable {
    @Override
    void close();
  }
}
