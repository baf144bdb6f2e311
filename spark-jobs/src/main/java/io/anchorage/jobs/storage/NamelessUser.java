package io.anchorage.jobs.storage;

import org.apache.hadoop.security.UserGroupInformation;

/**
 * A user id without a name, as some containers have it. Hadoop asks the system for a name before it
 * opens any file, and fails if there is none.
 */
public final class NamelessUser {
  /** What Java says of a user whom the system does not know. */
  private static final String UNKNOWN = "?";

  private static final String FALLBACK = "anchorage";

  private NamelessUser() {}

  /**
   * Gives the user of this process a name if the system has none: {@code HADOOP_USER_NAME}, or
   * {@code anchorage}. Names of users who log in to a secure cluster are left alone.
   */
  public static void settle() {
    String name = System.getProperty("user.name", UNKNOWN);
    if (name.equals(UNKNOWN) || name.isBlank()) {
      settle(System.getenv("HADOOP_USER_NAME"));
    }
  }

  static void settle(String given) {
    if (!UserGroupInformation.isSecurityEnabled()) {
      String name = given == null || given.isBlank() ? FALLBACK : given;
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
    }
  }
}
