package io.anchorage.jobs.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The folder that holds a dataset's files: the input, or the only one a folder or two below it, as
 * downloads and torchvision leave them.
 *
 * @param below its path relative to the input; empty for the input itself
 * @param children the files and folders directly in it, sorted by name
 */
public record DatasetFolder(Path path, String below, List<FileStatus> children) {
  private static final int DEEPEST = 2;

  /** The most files that are named in one line. */
  private static final int MOST_NAMES = 5;

  /** Looking further down a tree of many folders would take long, and find nothing. */
  private static final int MOST_FOLDERS = 2000;

  public static DatasetFolder of(Input input) throws IOException {
    if (!input.root().isDirectory()) {
      throw input.error(
          "Input must be a folder, but %s is a file; give the folder that contains it");
    }
    return new DatasetFolder(input.path(), "", input.files().children(input.path()));
  }

  /**
   * The input or the folder below it whose children are recognised.
   *
   * @param what what the folders hold, for messages
   * @throws io.anchorage.UserException if there are several of them
   */
  public static Optional<DatasetFolder> find(
      Input input, String what, Predicate<List<FileStatus>> recognises) throws IOException {
    List<DatasetFolder> level = List.of(of(input));
    int visited = 0;
    for (int depth = 0; depth <= DEEPEST && visited < MOST_FOLDERS; depth++) {
      List<DatasetFolder> found =
          level.stream().filter(folder -> recognises.test(folder.children)).toList();
      if (found.size() > 1) {
        throw input.error(
            "%s has several folders of "
                + what
                + ": "
                + found.stream().map(DatasetFolder::below).collect(Collectors.joining(", "))
                + "; give one of them to --input");
      }
      if (found.size() == 1) {
        return Optional.of(found.get(0));
      }
      List<DatasetFolder> next = new ArrayList<>();
      for (DatasetFolder folder : level) {
        for (FileStatus child : folder.children) {
          if (child.isDirectory() && !hidden(child) && visited < MOST_FOLDERS) {
            next.add(folder.child(input, child));
            visited++;
          }
        }
      }
      level = next;
    }
    return Optional.empty();
  }

  private DatasetFolder child(Input input, FileStatus child) throws IOException {
    String name = child.getPath().getName();
    return new DatasetFolder(
        child.getPath(),
        below.isEmpty() ? name : below + "/" + name,
        input.files().children(child.getPath()));
  }

  private static boolean hidden(FileStatus child) {
    String name = child.getPath().getName();
    return name.startsWith(".") || name.startsWith("_");
  }

  /** What there is to say of where the dataset was found and of what else lies there. */
  public List<Finding> findings(Set<String> used) {
    List<Finding> findings = new ArrayList<>();
    if (!below.isEmpty()) {
      findings.add(Finding.guessed("the dataset is the one in " + below + ", below the input"));
    }
    List<String> others =
        children.stream()
            .filter(child -> !hidden(child))
            .map(child -> child.getPath().getName())
            .filter(name -> !used.contains(name))
            .toList();
    if (!others.isEmpty()) {
      int shown = Math.min(MOST_NAMES, others.size());
      String more = others.size() > shown ? ", and " + (others.size() - shown) + " more" : "";
      findings.add(
          Finding.leftOut("other files: " + String.join(", ", others.subList(0, shown)) + more));
    }
    return findings;
  }
}
