package io.anchorage.jobs.source.folder;

import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Listing.Entry;
import io.anchorage.jobs.source.folder.ClassFolders.Chain;
import java.util.ArrayList;
import java.util.List;

/**
 * The splits and classes of a folder dataset, from the names of its folders.
 *
 * @param findings how they were found
 */
record FolderLayout(List<FolderImage> images, List<Finding> findings) {

  /**
   * Derives splits and classes.
   *
   * @throws io.anchorage.UserException if the tree allows several answers
   */
  static FolderLayout of(Input input, List<Entry> entries) {
    SplitFolders splits = SplitFolders.of(input, entries);
    List<Chain> chains =
        entries.stream()
            .map(entry -> new Chain(split(input, splits, entry), splits.below(entry)))
            .toList();
    ClassFolders classes = ClassFolders.of(input, chains);
    List<FolderImage> images = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Chain chain = chains.get(i);
      images.add(FolderImage.of(entries.get(i), chain.split(), classes.label(chain)));
    }
    List<Finding> findings = new ArrayList<>(splits.findings());
    findings.addAll(classes.findings());
    return new FolderLayout(images, List.copyOf(findings));
  }

  /** The split of a file: that of its folder, or drawn by its id. */
  static String split(Input input, SplitFolders splits, Entry entry) {
    return splits.named().isEmpty()
        ? input.drawnSplit(input.dataset() + "/" + entry.path())
        : splits.of(entry);
  }
}
