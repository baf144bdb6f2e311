package io.anchorage.jobs.report;

import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.PackedItems;
import io.anchorage.jobs.table.rows.IdMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A source's items by id. It takes some 60 to 110 bytes an item, regardless of the length of ids
 * and paths: items are packed, and only the pack that was asked for last is open, so it is fast
 * where one asks in about the source's order. Not thread-safe.
 */
final class ItemIndex {
  private static final int PACK = 512;

  private final IdMap numbers;
  private final List<PackedItems> packs = new ArrayList<>();
  private int open = -1;
  private List<ItemRef> opened = List.of();

  private ItemIndex(ImageSource source) {
    IdMap.Builder builder = IdMap.builder(count(source.items()));
    PackedItems.Packer packer = new PackedItems.Packer();
    long number = 0;
    for (Iterator<ItemRef> items = source.items(); items.hasNext(); number++) {
      ItemRef item = items.next();
      builder.put(item.id(), 0, number, -1);
      packer.add(item);
      if (packer.size() == PACK) {
        packs.add(packer.pack());
      }
    }
    packs.add(packer.pack());
    numbers = builder.build();
  }

  /** Lists a source, twice. */
  static ItemIndex of(ImageSource source) {
    return new ItemIndex(source);
  }

  private static long count(Iterator<ItemRef> items) {
    long count = 0;
    for (; items.hasNext(); items.next()) {
      count++;
    }
    return count;
  }

  /** Finds an item; of several with one id, the last. */
  Optional<ItemRef> find(String id) {
    long number = numbers.get(id, 0, -1);
    if (number < 0) {
      return Optional.empty();
    }
    int pack = (int) (number / PACK);
    if (pack != open) {
      opened = packs.get(pack).items();
      open = pack;
    }
    return Optional.of(opened.get((int) (number % PACK)));
  }
}
