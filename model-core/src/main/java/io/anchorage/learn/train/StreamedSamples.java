package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * Samples that are read anew in each pass. Shuffled through a buffer: a random one of those it
 * holds comes next, and the next sample read takes its place. The buffer bounds memory.
 */
public final class StreamedSamples implements SampleSource {
  private final List<String> classes;
  private final Supplier<Stream> reader;
  private final int buffer;

  /**
   * @param reader opens the dataset, always in the same order
   * @param buffer samples held for shuffling, at least 1
   */
  public StreamedSamples(List<String> classes, Supplier<Stream> reader, int buffer) {
    if (buffer < 1) {
      throw new IllegalArgumentException("buffer must be at least 1: " + buffer);
    }
    this.classes = List.copyOf(classes);
    this.reader = reader;
    this.buffer = buffer;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public Stream inOrder() {
    return reader.get();
  }

  @Override
  public Stream shuffled(Philox draws) {
    return new Shuffled(reader.get(), draws, buffer);
  }

  private static final class Shuffled implements Stream {
    private final Stream source;
    private final Philox draws;
    private final List<Sample> held = new ArrayList<>();
    private long next;

    Shuffled(Stream source, Philox draws, int buffer) {
      this.source = source;
      this.draws = draws;
      while (held.size() < buffer && source.hasNext()) {
        held.add(source.next());
      }
    }

    @Override
    public boolean hasNext() {
      return !held.isEmpty();
    }

    @Override
    public Sample next() {
      if (held.isEmpty()) {
        throw new NoSuchElementException("the dataset has no more samples");
      }
      int chosen = draws.below(next++, held.size());
      Sample sample = held.get(chosen);
      Sample other = source.hasNext() ? source.next() : held.remove(held.size() - 1);
      if (chosen < held.size()) {
        held.set(chosen, other);
      }
      return sample;
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
