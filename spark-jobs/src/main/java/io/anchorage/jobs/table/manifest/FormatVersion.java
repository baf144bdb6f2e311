package io.anchorage.jobs.table.manifest;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;

/**
 * A table format's version. Readers take every minor version of their own major version: a new
 * minor version adds what an old reader may leave unread.
 */
public record FormatVersion(int major, int minor) {
  /** What this Anchorage writes. */
  public static final FormatVersion CURRENT = new FormatVersion(1, 1);

  /**
   * Reads {@code major.minor}.
   *
   * @param where the file that says so, for the message
   * @throws UserException if it is no version, or newer than this Anchorage reads
   */
  static FormatVersion parse(String text, String where) {
    if (!text.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
      throw new UserException(
          Kind.INPUT,
          "%s says format version '%s', which is no version such as %s; take the file from a backup"
              .formatted(where, text, CURRENT));
    }
    int dot = text.indexOf('.');
    FormatVersion version =
        new FormatVersion(
            Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    if (version.major > CURRENT.major) {
      throw new UserException(
          Kind.INPUT,
          "%s has format version %s but this Anchorage (%s) reads up to %d.x; use Anchorage %d.0 or newer"
              .formatted(where, version, BuildInfo.version(), CURRENT.major, version.major));
    }
    return version;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
