package io.anchorage.jobs.source.folder;

import static io.anchorage.jobs.source.ClassNames.alike;

import io.anchorage.jobs.config.SourceConfig.ClassFrom;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.ErrorText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which of the folders above an image names its class: the first one below the split, as
 * torchvision's {@code ImageFolder} has it, if the tree says that the deeper ones are parts of
 * classes. It does if they all have one name, or names such as {@code images}, or if a class has
 * images beside them. Otherwise the first folder may just as well be a group of classes.
 */
final class ClassFolders {
  private static final int MOST_NAMES = 6;

  /** Folders that hold the images of a class, and are none themselves. */
  private static final Set<String> PARTS =
      Set.of(
          "images",
          "image",
          "imgs",
          "img",
          "jpegimages",
          "jpg",
          "jpeg",
          "png",
          "photos",
          "pictures",
          "frames",
          "data",
          "files",
          "rgb");

  private final ClassFrom from;
  private final List<Finding> findings;

  /** Folders of a split other than train that hold its images, but name no class. */
  private final Map<String, String> plain;

  /**
   * The folders above one image that may name its class, outermost first, and the image's split.
   */
  record Chain(String split, List<String> folders) {}

  private ClassFolders(ClassFrom from, List<Finding> findings, Map<String, String> plain) {
    this.from = from;
    this.findings = findings;
    this.plain = plain;
  }

  /**
   * Decides which folders name classes.
   *
   * @throws io.anchorage.UserException if several may and {@code source.class-from} is {@code auto}
   */
  static ClassFolders of(Input input, Collection<Chain> chains) {
    List<Finding> findings = new ArrayList<>();
    ClassFrom from = input.config().classFrom();
    if (from == ClassFrom.AUTO) {
      from = decide(input, chains, findings);
    }
    Map<String, String> plain = from == ClassFrom.FIRST_FOLDER ? plain(chains, findings) : Map.of();
    if (from == ClassFrom.NONE) {
      findings.add(Finding.found("no classes: source.class-from is none"));
    }
    return new ClassFolders(from, List.copyOf(findings), plain);
  }

  List<Finding> findings() {
    return findings;
  }

  /** The class of an image; empty for none. */
  String label(Chain chain) {
    List<String> folders = chain.folders();
    if (folders.isEmpty() || from == ClassFrom.NONE) {
      return "";
    }
    if (from == ClassFrom.LAST_FOLDER) {
      return folders.get(folders.size() - 1);
    }
    String first = folders.get(0);
    return first.equals(plain.get(chain.split())) ? "" : first;
  }

  private static ClassFrom decide(Input input, Collection<Chain> chains, List<Finding> findings) {
    Map<String, Set<String>> leaves = new TreeMap<>();
    Set<String> direct = new HashSet<>();
    String deep = null;
    for (Chain chain : chains) {
      List<String> folders = chain.folders();
      if (folders.size() == 1) {
        direct.add(folders.get(0));
      } else if (folders.size() > 1) {
        leaves
            .computeIfAbsent(folders.get(0), first -> new TreeSet<>())
            .add(folders.get(folders.size() - 1));
        deep = deep == null ? String.join("/", folders) : deep;
      }
    }
    if (deep == null) {
      return ClassFrom.FIRST_FOLDER;
    }
    Set<String> names = new HashSet<>();
    leaves.values().forEach(names::addAll);
    boolean one = names.size() == 1 && leaves.size() > 1;
    for (Map.Entry<String, Set<String>> first : leaves.entrySet()) {
      boolean parts =
          first.getValue().stream().allMatch(leaf -> PARTS.contains(leaf.toLowerCase(Locale.ROOT)));
      if (!one && !parts && !direct.contains(first.getKey())) {
        throw ambiguous(input, chains);
      }
    }
    findings.add(
        Finding.guessed(
            "the first folder names the class: %s in %s (source.class-from)"
                .formatted(
                    ErrorText.shown(deep.substring(0, deep.indexOf('/'))), ErrorText.shown(deep))));
    return ClassFrom.FIRST_FOLDER;
  }

  private static RuntimeException ambiguous(Input input, Collection<Chain> chains) {
    Set<String> firsts = new TreeSet<>();
    Set<String> lasts = new TreeSet<>();
    for (Chain chain : chains) {
      List<String> folders = chain.folders();
      if (!folders.isEmpty()) {
        firsts.add(folders.get(0));
        lasts.add(folders.get(folders.size() - 1));
      }
    }
    return input.error(
        "Classes of %s are ambiguous: by the first folder of each image they are "
            + some(firsts)
            + ", by the last "
            + some(lasts)
            + "; set source.class-from to first-folder, last-folder or none");
  }

  private static String some(Set<String> names) {
    String words = ErrorText.shown(String.join(", ", names.stream().limit(MOST_NAMES).toList()));
    return names.size() > MOST_NAMES
        ? "%d (%s ...)".formatted(names.size(), words)
        : "%d (%s)".formatted(names.size(), words);
  }

  /**
   * The splits whose images all lie in one folder that is no class of the training split, such as
   * {@code val/images} beside {@code train/n01443537/images}.
   */
  private static Map<String, String> plain(Collection<Chain> chains, List<Finding> findings) {
    Map<String, Set<String>> names = new TreeMap<>();
    for (Chain chain : chains) {
      names
          .computeIfAbsent(chain.split(), split -> new TreeSet<>())
          .add(chain.folders().isEmpty() ? "" : chain.folders().get(0));
    }
    Set<String> train = names.getOrDefault(Splits.TRAIN, Set.of());
    Map<String, String> plain = new TreeMap<>();
    names.forEach(
        (split, folders) -> {
          String folder = folders.iterator().next();
          if (!split.equals(Splits.TRAIN)
              && folders.size() == 1
              && train.size() > 1
              && !folder.isEmpty()
              && train.stream().noneMatch(name -> alike(name).equals(alike(folder)))) {
            plain.put(split, folder);
            findings.add(
                Finding.guessed(
                    "the images of split %s have no class: their one folder, %s, is no class of train (source.labels can name theirs)"
                        .formatted(split, ErrorText.shown(folder))));
          }
        });
    return plain;
  }
}
