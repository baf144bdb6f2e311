package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableImages;
import io.anchorage.jobs.table.TableImages.State;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The images that a table holds, as fields or as failures, and that its dataset no longer has. Half
 * a dataset that is not there is more often a disk that is not mounted than a decision, so a budget
 * limits what one run may take for gone.
 */
final class GoneImages {
  private final FieldTable table;
  private final TableImages known;

  /**
   * @param known the table's images
   */
  GoneImages(FieldTable table, TableImages known) {
    this.table = table;
    this.known = known;
  }

  /**
   * Returns the ids of the images that are gone, in order.
   *
   * @param present the number of the table's images that the dataset has
   * @param budget fraction of the table's images that may be gone
   * @throws UserException if more are gone
   */
  List<String> of(ImageSource source, long present, double budget) {
    requireWithin(budget, known.size() - present, source);
    IdMap here = here(source, present);
    Set<String> gone = new TreeSet<>();
    try (ShardScan<FieldKey> keys = table.keys()) {
      keys.forEachRemaining(key -> add(gone, key.id(), here));
    }
    try (ShardScan<FailureRow> rows = table.failures()) {
      rows.forEachRemaining(row -> add(gone, row.id(), here));
    }
    return List.copyOf(gone);
  }

  private static void add(Set<String> gone, String id, IdMap here) {
    if (!here.contains(id, 0)) {
      gone.add(id);
    }
  }

  /** The table's images that the dataset has. */
  private IdMap here(ImageSource source, long present) {
    IdMap.Builder here = IdMap.builder(present);
    for (Iterator<ItemRef> items = source.items(); items.hasNext(); ) {
      String id = items.next().id();
      if (known.state(id) != State.ABSENT) {
        here.add(new FieldKey(id, 0));
      }
    }
    return here.build();
  }

  private void requireWithin(double budget, long gone, ImageSource source) {
    if (gone > budget * known.size()) {
      throw new UserException(
          Kind.INPUT,
          String.format(
              Locale.ROOT,
              "%,d of the %,d images of %s are not in dataset %s, more than run.prune-budget=%s of them:"
                  + " is all of it there? If they are gone for good, set run.prune-budget higher",
              gone,
              known.size(),
              table.files().root(),
              source.dataset(),
              budget));
    }
  }
}
