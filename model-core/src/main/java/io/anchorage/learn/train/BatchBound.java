package io.anchorage.learn.train;

import io.anchorage.cloud.FieldView;
import io.anchorage.learn.net.Model;
import java.util.List;

/**
 * Cuts lists of views into batches that a model takes at once: few enough for bounded memory
 * whatever it makes of a view, and for the arrays of a step to stay near the processor's caches.
 */
final class BatchBound {
  private static final int ROWS = 16_384;

  /** Numbers of a batch's largest array: 8 MiB in single precision. */
  private static final long NUMBERS = 1 << 21;

  private final Model<?> model;

  BatchBound(Model<?> model) {
    this.model = model;
  }

  /** The end of the batch that begins at {@code from}; a batch has at least one view. */
  int end(List<? extends FieldView> views, int from) {
    int to = from;
    long rows = 0;
    long numbers = 0;
    while (to < views.size()) {
      FieldView next = views.get(to);
      rows += next.rows();
      numbers += model.numbers(next);
      if (to > from && (rows > ROWS || numbers > NUMBERS)) {
        break;
      }
      to++;
    }
    return to;
  }
}
