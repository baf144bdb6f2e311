package io.anchorage.jobs.fuzz;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * Opens random trees of folders as datasets: each image is listed once, with its class, and read.
 */
public final class FolderTrees {
  private static final List<ClassFrom> FROM = List.of(ClassFrom.values());
  private static final Configuration HADOOP = new Configuration();

  private int images;
  private int refused;

  /** {@code SEED COUNT FOLDER}: that many trees, and a row of a Markdown table. */
  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    long start = System.nanoTime();
    FolderTrees trees = new FolderTrees();
    int faults = 0;
    for (int i = 0; i < count; i++) {
      String fault = trees.fault(Path.of(args[2]), seed, i);
      if (!fault.isEmpty()) {
        faults++;
        System.err.println("tree " + i + " of seed " + seed + ": " + fault);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| folder trees | %,d | %,d | %,d | %d | %.0f s |%n",
        count,
        trees.images,
        trees.refused,
        faults,
        (System.nanoTime() - start) / 1e9);
    System.exit(faults == 0 ? 0 : 1);
  }

  /**
   * Writes and opens one tree, which is left if something is wrong.
   *
   * @return what is wrong, empty if nothing
   */
  String fault(Path work, long seed, int number) throws IOException {
    Path root = work.resolve("tree-" + seed + "-" + number);
    Histories.remove(root);
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    FolderTree tree = FolderTree.write(root.resolve("pets"), random);
    ClassFrom from = FROM.get(random.nextInt(FROM.size()));
    String fault;
    try {
      fault = fault(tree, open(root.resolve("pets"), from), from);
      images += tree.images().size();
    } catch (UserException e) {
      refused++;
      boolean may = from == ClassFrom.AUTO || tree.images().isEmpty();
      fault = may && !e.getMessage().contains("\n") ? "" : "refused: " + e.getMessage();
    }
    if (fault.isEmpty()) {
      Histories.remove(root);
    }
    return fault.isEmpty() ? "" : from + ": " + fault;
  }

  private static ImageSource open(Path root, ClassFrom from) {
    SourceConfig config =
        SourceConfig.defaults().withFormat(SourceConfig.Format.FOLDER).withClassFrom(from);
    return ImageSources.open(config, root.toString(), HADOOP, 0);
  }

  private static String fault(FolderTree tree, ImageSource source, ClassFrom from) {
    Map<String, ItemRef> items = new HashMap<>();
    List<ItemRef> order = new ArrayList<>();
    Iterator<ItemRef> listed = source.items();
    while (listed.hasNext()) {
      ItemRef item = listed.next();
      order.add(item);
      if (items.put(item.id().substring("pets/".length()), item) != null) {
        return item.id() + " is listed twice";
      }
    }
    if (!items.keySet().equals(tree.images().keySet())) {
      return "listed " + new TreeSet<>(items.keySet()) + ", not " + tree.images().keySet();
    }
    for (Map.Entry<String, ItemRef> item : items.entrySet()) {
      if (!item.getValue().split().equals(tree.split(item.getKey()))) {
        return item.getKey() + " is in split " + item.getValue().split();
      }
    }
    String told = String.join("; ", source.findings().stream().map(Finding::text).toList());
    if (tree.strangers() > 0 && !told.contains(tree.strangers() + " files by extension")) {
      return tree.strangers() + " files are passed over in silence: " + told;
    }
    if (tree.hasHidden() && !told.contains("hidden or system")) {
      return "hidden folders are passed over in silence: " + told;
    }
    return read(tree, source, order, from);
  }

  private static String read(
      FolderTree tree, ImageSource source, List<ItemRef> order, ClassFrom from) {
    Set<String> left = new TreeSet<>(tree.images().keySet());
    Iterator<SourceImage> read = source.read(order);
    while (read.hasNext()) {
      SourceImage image = read.next();
      String path = image.item().id().substring("pets/".length());
      if (!left.remove(path)) {
        return path + " is read twice";
      }
      if (image instanceof SourceImage.Decoded decoded) {
        String fault = label(tree, source, path, decoded, from);
        if (!fault.isEmpty()) {
          return path + " " + fault;
        }
      } else if (tree.images().get(path)) {
        return path + " cannot be read: " + image;
      }
    }
    return left.isEmpty() ? "" : left + " are neither read nor refused";
  }

  /** Only what does not depend on a guess is compared: a test folder may be no class of train's. */
  private static String label(
      FolderTree tree, ImageSource source, String path, SourceImage.Decoded image, ClassFrom from) {
    if (!tree.images().get(path)) {
      return "was decoded and is no image";
    }
    String name = image.labelName();
    if (image.label() >= 0 && !source.labelNames().get(image.label()).equals(name)) {
      return "is %d of %s and called %s".formatted(image.label(), source.labelNames(), name);
    }
    String expected = tree.label(path, from);
    boolean guessed =
        from == ClassFrom.AUTO || (name.isEmpty() && !tree.split(path).equals("train"));
    return guessed || name.equals(expected) ? "" : "is of class " + name + ", not " + expected;
  }
}
