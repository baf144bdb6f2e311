package io.anchorage.jobs.exchange.out;

import io.anchorage.format.Tensor;
import io.anchorage.format.torch.LongTensor;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.util.ArrayList;
import java.util.List;

/** Rows of many fields one after the other, as a tensor [rows, columns]; in memory. */
final class Joined {
  private final int columns;
  private final List<float[]> parts = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>(List.of(0L));

  Joined(int columns) {
    this.columns = columns;
  }

  /** Adds the rows of a field. */
  void add(float[] numbers) {
    parts.add(numbers);
    ends.add(ends.get(ends.size() - 1) + numbers.length / columns);
  }

  Tensor tensor() {
    int rows = Math.toIntExact(ends.get(ends.size() - 1));
    float[] all = new float[Math.multiplyExact(rows, columns)];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return new Tensor(List.of(rows, columns), all);
  }

  /** Where each field's rows begin, and where the last one's end. */
  LongTensor slices() {
    return longs(ends);
  }

  /** Where each field's rows end. */
  LongTensor offset() {
    return longs(ends.subList(1, ends.size()));
  }

  static LongTensor longs(List<Long> values) {
    return new LongTensor(
        List.of(values.size()), values.stream().mapToLong(Long::longValue).toArray());
  }

  /** Class numbers; -1 where there is none. */
  static LongTensor labels(List<FieldSummary> rows) {
    return longs(rows.stream().map(row -> (long) row.label()).toList());
  }
}
