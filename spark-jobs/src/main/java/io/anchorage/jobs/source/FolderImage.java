package io.anchorage.jobs.source;

/**
 * One image of a folder dataset.
 *
 * @param path relative to the input folder, with slashes
 * @param split the split's final name; null while it is undecided
 * @param label class name; empty for none
 * @param stamp size and time of the file
 */
record FolderImage(String path, String split, String label, FileStamp stamp) {}
