package io.anchorage.jobs.source.folder;

import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.Listing.Entry;

/**
 * One image of a folder dataset.
 *
 * @param path relative to the input folder, with slashes
 * @param split the split's final name; null while it is undecided
 * @param label class name; empty for none
 * @param stamp size and time of the file
 * @param problem why the file cannot be read; null if nothing speaks against it
 */
record FolderImage(String path, String split, String label, FileStamp stamp, String problem) {
  static FolderImage of(Entry entry, String split, String label) {
    return new FolderImage(entry.path(), split, label, entry.stamp(), entry.problem());
  }

  FolderImage in(String other) {
    return new FolderImage(path, other, label, stamp, problem);
  }
}
