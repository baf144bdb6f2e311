package io.anchorage.jobs.source;

/**
 * One image of a folder.
 *
 * @param path relative to the folder
 * @param split settled or drawn
 * @param label the class's name; empty for none
 * @param length in bytes; -1 if it was not listed
 */
record FolderImage(String path, String split, String label, long length) {}
