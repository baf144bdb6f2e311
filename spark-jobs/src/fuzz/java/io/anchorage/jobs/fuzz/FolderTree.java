package io.anchorage.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A random tree of folders with images, broken images, links to nowhere, and all that lies around.
 */
final class FolderTree {
  private static final String[] FOLDERS = {
    "cat", "dog", "images", "7", "\u732b", "a b", "x#1", "50%", "[z]", "12:30", "deep", "-dash"
  };
  private static final String[] ENDINGS = {
    ".png", ".png", ".png", ".PNG", ".jpg", ".jpeg", ".webp", ".jfif"
  };
  private static final String[] STRANGERS = {".txt", "", ".pdf", ".png.bak", ".json", ".ppm"};
  private static final String[] HIDDEN = {
    "@eaDir", ".ipynb_checkpoints", "$RECYCLE.BIN", "lost+found", "__MACOSX"
  };

  private final Path root;
  private final SplittableRandom random;
  private final boolean splits;
  private final Map<String, Boolean> images = new TreeMap<>();
  private int strangers;
  private int hidden;

  private FolderTree(Path root, SplittableRandom random) {
    this.root = root;
    this.random = random;
    this.splits = random.nextInt(3) == 0;
  }

  /** Writes a tree below a folder that is not there yet. */
  static FolderTree write(Path root, SplittableRandom random) throws IOException {
    FolderTree tree = new FolderTree(root, random);
    Files.createDirectories(root);
    int files = 1 + random.nextInt(25);
    for (int i = 0; i < files; i++) {
      tree.file(i);
    }
    return tree;
  }

  /** The paths of all images, and whether their pixels can be read. */
  Map<String, Boolean> images() {
    return images;
  }

  /** The number of files that are no images and have no system's name. */
  int strangers() {
    return strangers;
  }

  boolean hasHidden() {
    return hidden > 0;
  }

  /** The split that an image's first folder names; train if the tree has no split folders. */
  String split(String path) {
    return splits ? path.substring(0, path.indexOf('/')) : "train";
  }

  /** The class that an image's folders name. */
  String label(String path, ClassFrom from) {
    List<String> folders = new ArrayList<>(List.of(path.split("/", -1)));
    folders.remove(folders.size() - 1);
    if (splits) {
      folders.remove(0);
    }
    if (folders.isEmpty() || from == ClassFrom.NONE) {
      return "";
    }
    return from == ClassFrom.FIRST_FOLDER ? folders.get(0) : folders.get(folders.size() - 1);
  }

  private void file(int number) throws IOException {
    StringBuilder path = new StringBuilder(splits ? random.nextBoolean() ? "train/" : "test/" : "");
    int depth = random.nextInt(4);
    for (int i = 0; i < depth; i++) {
      path.append(FOLDERS[random.nextInt(FOLDERS.length)]).append('/');
    }
    switch (random.nextInt(10)) {
      case 0 -> {
        put(
            path + "f" + number + STRANGERS[random.nextInt(STRANGERS.length)],
            "no image".getBytes(UTF_8));
        strangers++;
      }
      case 1 -> {
        path.append(HIDDEN[random.nextInt(HIDDEN.length)]).append("/");
        put(path + "f" + number + ".png", DatasetTargets.png(number));
        hidden++;
      }
      case 2 -> {
        String name = path + "f" + number + ending();
        Files.createDirectories(root.resolve(name).getParent());
        Files.createSymbolicLink(root.resolve(name), Path.of("nowhere.png"));
        images.put(name, false);
      }
      case 3 -> {
        String name = path + "f" + number + ending();
        put(name, new byte[random.nextInt(40)]);
        images.put(name, false);
      }
      default -> {
        String name = path + "f" + number + ending();
        put(name, DatasetTargets.png(number));
        images.put(name, true);
      }
    }
  }

  private String ending() {
    return ENDINGS[random.nextInt(ENDINGS.length)];
  }

  private void put(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
