package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a source by their names without folders and endings, which is all that some files
 * of fields say of them. Sent to executors; each lists the images once for a task.
 */
final class ImageNames implements Serializable {
  private static final long serialVersionUID = 1;

  private final ImageSource source;
  private transient Map<String, Optional<String>> ids;

  ImageNames(ImageSource source) {
    this.source = source;
  }

  /** The id of the one image of a name, in the split if several splits have one. */
  synchronized Optional<String> id(String split, String name) {
    if (ids == null) {
      ids = new HashMap<>();
      source.items().forEachRemaining(this::add);
    }
    Optional<String> ofSplit = ids.getOrDefault(split + "/" + name, Optional.empty());
    return ofSplit.isPresent() ? ofSplit : ids.getOrDefault(name, Optional.empty());
  }

  private void add(ItemRef item) {
    String last = item.id().substring(item.id().lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String name = dot > 0 ? last.substring(0, dot) : last;
    for (String key : new String[] {name, item.split() + "/" + name}) {
      ids.merge(key, Optional.of(item.id()), (one, other) -> Optional.empty());
    }
  }
}
