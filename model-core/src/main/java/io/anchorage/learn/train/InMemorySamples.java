package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Samples held in memory. */
public final class InMemorySamples implements SampleSource {
  private final List<String> classes;
  private final List<Sample> samples;

  public InMemorySamples(List<String> classes, List<Sample> samples) {
    this.classes = List.copyOf(classes);
    this.samples = List.copyOf(samples);
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public Stream inOrder() {
    return stream(samples.iterator());
  }

  @Override
  public Stream shuffled(Philox draws) {
    int[] order = Permutation.of(samples.size(), draws);
    return stream(Arrays.stream(order).mapToObj(samples::get).iterator());
  }

  private static Stream stream(Iterator<Sample> iterator) {
    return new Stream() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Sample next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
