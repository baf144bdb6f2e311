package io.anchorage.jobs.source.record;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.DatasetFolder;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Splits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/**
 * The IDX files of one dataset in a folder: image and label files by split, and EMNIST's mapping of
 * classes to characters.
 */
public final class IdxFiles {
  private static final String MAPPING = "-mapping.txt";
  private static final int LONGEST_MAPPING = 1 << 16;

  private final Input input;
  private final DatasetFolder folder;
  private final String subset;
  private final boolean emnist;
  private final Map<String, FileStatus> images = new HashMap<>();
  private final Map<String, FileStatus> labels = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  IdxFiles(Input input, DatasetFolder folder) {
    this.input = input;
    this.folder = folder;
    this.subset = subset();
    boolean fromEmnist = false;
    Map<String, FileStatus> plain = new TreeMap<>();
    for (FileStatus child : folder.children()) {
      IdxName name = IdxName.of(child);
      if (name != null && name.subset().equals(subset)) {
        fromEmnist |= child.getPath().getName().startsWith("emnist-");
        // A plain file sorts before its .gz, so the first one found is kept.
        FileStatus same = (name.images() ? images : labels).putIfAbsent(name.split(), child);
        used.add(child.getPath().getName());
        if (same != null) {
          plain.put(child.getPath().getName(), same);
        }
      }
    }
    this.emnist = fromEmnist;
    plain.forEach(
        (left, taken) ->
            findings.add(
                Finding.leftOut("%s: %s is read".formatted(left, taken.getPath().getName()))));
  }

  /** Whether any of these files is named like an IDX file. */
  public static boolean recognises(List<FileStatus> children) {
    return children.stream().anyMatch(child -> IdxName.of(child) != null);
  }

  private String subset() {
    Map<String, String> subsets = new TreeMap<>();
    for (FileStatus child : folder.children()) {
      IdxName name = IdxName.of(child);
      if (name != null && name.images()) {
        subsets.put(name.subset(), name.prefix());
      }
    }
    String wanted = IdxName.subset(input.config().subset());
    if (!wanted.isEmpty()) {
      if (!subsets.containsKey(wanted)) {
        subsets.remove("");
        throw new UserException(
            Kind.INPUT,
            subsets.isEmpty()
                ? "source.subset is %s, but %s has one dataset only; remove it from the config"
                    .formatted(input.config().subset(), folder.path())
                : "source.subset is %s, but %s has only %s"
                    .formatted(
                        input.config().subset(),
                        folder.path(),
                        String.join(", ", subsets.values())));
      }
      return wanted;
    }
    if (subsets.size() > 1 && !subsets.containsKey("")) {
      throw input.error(
          "%s has IDX files of several datasets: "
              + String.join(", ", subsets.values())
              + "; choose one with source.subset");
    }
    return subsets.isEmpty() ? "" : subsets.keySet().iterator().next();
  }

  /** The image file of a split; null if there is none. */
  FileStatus images(String split) {
    return images.get(split);
  }

  /** The label file of a split; null if there is none. */
  FileStatus labels(String split) {
    return labels.get(split);
  }

  /** The folder's name or those above it, up to the input. */
  List<String> folders() {
    return List.of(folder.below().split("/", -1));
  }

  /**
   * Class names from EMNIST's mapping file: the first character of each class; empty if there is no
   * such file. Classes that it does not list have no name.
   */
  List<String> mapped() throws IOException {
    for (FileStatus child : folder.children()) {
      String name = child.getPath().getName();
      if (name.endsWith(MAPPING)
          && IdxName.subset(name.substring(0, name.length() - MAPPING.length())).equals(subset)) {
        used.add(name);
        return mapped(child);
      }
    }
    return List.of();
  }

  private List<String> mapped(FileStatus file) throws IOException {
    List<String> names = new ArrayList<>();
    try (RecordStream in = new RecordStream(input.files(), file.getPath().toString())) {
      String text = new String(in.head(LONGEST_MAPPING), StandardCharsets.US_ASCII);
      for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
        String[] numbers = line.strip().split("\\s+", -1);
        int label = Integer.parseInt(numbers[0]);
        while (names.size() <= label) {
          names.add("");
        }
        names.set(label, Character.toString(Integer.parseInt(numbers[1])));
      }
      return names;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UserException(
          Kind.INPUT,
          "Mapping file %s is not EMNIST's: its lines must be a class number and the codes of characters"
              .formatted(file.getPath()),
          e);
    }
  }

  /** What is to be said of the files, after {@link #mapped()}. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    if (!subset.isEmpty()) {
      all.add(Finding.found("subset: " + subset));
    }
    all.addAll(findings);
    for (String split : Splits.ORDER) {
      if (images.containsKey(split) && !labels.containsKey(split)) {
        all.add(Finding.found("no label file of " + split + ": its images have no labels"));
      }
      if (labels.containsKey(split) && !images.containsKey(split)) {
        all.add(
            Finding.leftOut(
                "%s: there are no images for it".formatted(labels.get(split).getPath().getName())));
      }
    }
    if (emnist) {
      all.add(
          Finding.found(
              "EMNIST stores its images transposed; they are read as they are stored, as torchvision"
                  + " does"));
    }
    all.addAll(folder.findings(used));
    return all;
  }
}
