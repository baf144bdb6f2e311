package io.anchorage.jobs.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A dataset that changes at random from night to night, on disk and as a map. Each file that is
 * written has a new time, as a clock that goes on would give it.
 */
final class History {
  private static final String[] CLASSES = {
    "ant", "Bee", "cat", "7", "10", "\u00e9t\u00e9", "a b", "x#y", "50%", "zebra", "val-de-marne"
  };
  private static final int NAMES = 4;

  /** An image that is never touched, so that there is always one. */
  private static final String KEPT = "ant/kept.png";

  private final Path root;
  private final SplittableRandom random;
  private final Map<String, Content> files = new TreeMap<>();
  private long clock = 1_700_000_000_000L;

  /**
   * The content of a file.
   *
   * @param seed of the picture; negative for a file that is no image
   * @param written when, in milliseconds
   */
  record Content(int seed, long written) {
    boolean broken() {
      return seed < 0;
    }
  }

  History(Path root, SplittableRandom random) throws IOException {
    this.root = root;
    this.random = random;
    write(KEPT, 0);
  }

  /** Adds, replaces, breaks, repairs, touches and removes some images. */
  void pass() throws IOException {
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      String path = CLASSES[random.nextInt(CLASSES.length)] + "/" + random.nextInt(NAMES) + ".png";
      Content now = files.get(path);
      switch (random.nextInt(8)) {
        case 0 -> write(path, -1 - random.nextInt(50));
        case 1 -> remove(path);
        case 2 -> {
          if (now != null) {
            write(path, now.seed());
          }
        }
        default -> write(path, 1 + random.nextInt(1000));
      }
    }
  }

  /** Writes an image in the place of each file that is none. */
  void mend() throws IOException {
    for (String path : List.copyOf(files.keySet())) {
      if (files.get(path).broken()) {
        write(path, 1 + random.nextInt(1000));
      }
    }
  }

  /** What lies on disk: content by path below the root. */
  Map<String, Content> files() {
    return files;
  }

  private void write(String path, int seed) throws IOException {
    clock += 2000;
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, seed < 0 ? new byte[40 - seed] : DatasetTargets.png(seed));
    Files.setLastModifiedTime(file, FileTime.fromMillis(clock));
    files.put(path, new Content(seed, clock));
  }

  private void remove(String path) throws IOException {
    if (files.remove(path) != null) {
      Files.delete(root.resolve(path));
    }
  }
}
