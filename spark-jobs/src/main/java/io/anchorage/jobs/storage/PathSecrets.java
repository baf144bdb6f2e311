package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in paths, which would end up in logs, manifests and reports. */
public final class PathSecrets {
  private static final Pattern PASSWORD =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://[^/@]*:[^/]*@.*");

  private PathSecrets() {}

  /**
   * Refuses a path that has a password, without showing it.
   *
   * @throws UserException if it has one
   */
  public static void refuse(String path) {
    Matcher found = PASSWORD.matcher(path);
    if (found.matches()) {
      throw new UserException(
          Kind.CONFIG,
          "A path of %s:// has a password in it, which would be logged and stored with the table: leave it out, and give it in core-site.xml or by spark.hadoop.fs.%s.*"
              .formatted(found.group(1), found.group(1)));
    }
  }
}
