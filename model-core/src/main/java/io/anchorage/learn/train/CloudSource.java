package io.anchorage.learn.train;

import io.anchorage.cloud.LabelledCloud;
import io.anchorage.kernel.random.Philox;
import java.util.Iterator;
import java.util.List;

/** A dataset of clouds that can be gone through again and again. */
public interface CloudSource {
  /** Names of the classes, in the order of their labels. */
  List<String> classes();

  /** Every cloud once, always in the same order. */
  Stream inOrder();

  /**
   * Every cloud once, in an order that the random numbers decide.
   *
   * @param draws the same give the same order
   */
  Stream shuffled(Philox draws);

  /** One way through the dataset; close it before its end to leave early. */
  interface Stream extends Iterator<LabelledCloud>, AutoCloseable {
    @Override
    void close();
  }
}
