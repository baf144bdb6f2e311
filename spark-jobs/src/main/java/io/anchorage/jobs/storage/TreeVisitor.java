package io.anchorage.jobs.storage;

/** Receives what {@link HadoopFiles#walk} finds; paths are relative to the top, with slashes. */
public interface TreeVisitor {
  /** Whether to go into a folder; the top is always entered. */
  boolean enters(String folder);

  void file(FoundFile file);

  /** A link to a folder whose files are listed under another path already. */
  void repeated(String link);
}
