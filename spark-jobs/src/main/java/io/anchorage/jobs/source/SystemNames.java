package io.anchorage.jobs.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Files and folders that hold no data: what is hidden, and what operating systems, network storage
 * and notebooks leave among data.
 */
public final class SystemNames {
  private static final Set<String> EXACT =
      Set.of(
          // macOS
          "__MACOSX",
          "Icon\r",
          "Network Trash Folder",
          "Temporary Items",
          "TheVolumeSettingsFolder",
          // Linux
          "lost+found",
          // Windows
          "RECYCLER",
          "found.000",
          "FOUND.000",
          // Synology
          "@eaDir",
          "@tmp",
          "@SynoEAStream",
          "#recycle",
          "#snapshot",
          // QNAP
          "@Recycle",
          "@Recently-Snapshot",
          "@Snapshot",
          "@__thumb",
          // NetApp
          "~snapshot",
          // Python
          "__pycache__");

  private static final Set<String> IN_ANY_CASE =
      Set.of(
          "$recycle.bin",
          "system volume information",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "wpsettings.dat");

  private static final List<String> BEGINNINGS = List.of("._", ".Trash-", ".nfs", ".fuse_hidden");
  private static final List<String> ENDS = List.of("@SynoResource", "@SynoEAStream");

  private SystemNames() {}

  /** What a name is counted as, if it is hidden or one of a system's; empty for data. */
  public static Optional<String> of(String name) {
    for (String beginning : BEGINNINGS) {
      if (name.startsWith(beginning)) {
        return Optional.of(beginning + "*");
      }
    }
    for (String end : ENDS) {
      if (name.endsWith(end)) {
        return Optional.of("*" + end);
      }
    }
    boolean skipped =
        name.startsWith(".")
            || EXACT.contains(name)
            || IN_ANY_CASE.contains(name.toLowerCase(Locale.ROOT));
    return skipped ? Optional.of(name) : Optional.empty();
  }
}
