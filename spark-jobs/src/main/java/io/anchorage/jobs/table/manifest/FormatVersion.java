package io.anchorage.jobs.table.manifest;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.BuildInfo;
import java.io.Serializable;

/**
 * The version of a table format. Readers accept every minor version of their own major version: a
 * new minor version adds only what an old reader may ignore.
 */
public record FormatVersion(int major, int minor) implements Serializable {
  /** The version that this Anchorage writes. */
  public static final FormatVersion CURRENT = new FormatVersion(1, 3);

  /**
   * Parses {@code major.minor}.
   *
   * @param where the file that contains the version, for the message
   * @throws UserException if the text is not a version, or is newer than this Anchorage can read
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

  /** Tests whether this version is the given one or a later one. */
  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
