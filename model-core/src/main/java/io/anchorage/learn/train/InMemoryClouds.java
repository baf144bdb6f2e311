package io.anchorage.learn.train;

import io.anchorage.cloud.LabelledCloud;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Clouds that are in memory already. */
public final class InMemoryClouds implements CloudSource {
  private final List<String> classes;
  private final List<LabelledCloud> clouds;

  public InMemoryClouds(List<String> classes, List<LabelledCloud> clouds) {
    this.classes = List.copyOf(classes);
    this.clouds = List.copyOf(clouds);
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public Stream inOrder() {
    return stream(clouds.iterator());
  }

  @Override
  public Stream shuffled(Philox draws) {
    int[] order = Permutation.of(clouds.size(), draws);
    return stream(Arrays.stream(order).mapToObj(clouds::get).iterator());
  }

  private static Stream stream(Iterator<LabelledCloud> iterator) {
    return new Stream() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public LabelledCloud next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
