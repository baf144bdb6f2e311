package io.anchorage.jobs.learn;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.train.SampleSource;
import io.anchorage.learn.train.StreamedSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * A split that is read from Parquet anew on each pass. To shuffle, it visits the files in random
 * order, interleaves a few of them at a time, and passes the rows through a shuffle buffer, so even
 * a table sorted by class comes out mixed.
 */
final class StreamedTable implements SampleSource {
  private static final int OPEN_FILES = 4;

  /** First random-number index used for ordering files; the shuffle buffer's indices start at 0. */
  private static final long FILES_FROM = 1L << 40;

  private final SampleTable table;
  private final String split;
  private final List<String> classes;
  private final int buffer;

  /**
   * @param buffer capacity of the shuffle buffer in samples, at least 1
   */
  StreamedTable(SampleTable table, String split, List<String> classes, int buffer) {
    this.table = table;
    this.split = split;
    this.classes = List.copyOf(classes);
    this.buffer = buffer;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public Stream inOrder() {
    return table.inOrder(split, classes.size());
  }

  @Override
  public Stream shuffled(Philox draws) {
    int[] files = Permutation.of(table.parts(), draws, FILES_FROM);
    return new StreamedSamples(classes, () -> interleaved(files), buffer).shuffled(draws);
  }

  private Stream interleaved(int[] files) {
    int open = Math.min(OPEN_FILES, files.length);
    List<SampleRows> lanes = new ArrayList<>();
    for (int lane = 0; lane < open; lane++) {
      int first = lane;
      int[] own = IntStream.range(0, files.length).filter(i -> i % open == first).toArray();
      lanes.add(
          new SampleRows(
              table, split, classes.size(), IntStream.of(own).map(i -> files[i]).toArray()));
    }
    return new InTurn(lanes);
  }

  /** Takes one sample from each stream in turn until all are exhausted. */
  private static final class InTurn implements Stream {
    private final List<SampleRows> lanes;
    private int turn;

    InTurn(List<SampleRows> lanes) {
      this.lanes = new ArrayList<>(lanes);
    }

    @Override
    public boolean hasNext() {
      while (!lanes.isEmpty()) {
        turn %= lanes.size();
        if (lanes.get(turn).hasNext()) {
          return true;
        }
        lanes.remove(turn);
      }
      return false;
    }

    @Override
    public Sample next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the table is at its end");
      }
      return lanes.get(turn++).next();
    }

    @Override
    public void close() {
      lanes.forEach(SampleRows::close);
      lanes.clear();
    }
  }
}
