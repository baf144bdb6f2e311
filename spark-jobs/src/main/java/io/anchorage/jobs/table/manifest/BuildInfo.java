package io.anchorage.jobs.table.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this Anchorage is: the build's own words. */
public final class BuildInfo {
  private static final Properties PROPERTIES = load();

  private BuildInfo() {}

  /** Anchorage's version. */
  public static String version() {
    return PROPERTIES.getProperty("version", "unknown");
  }

  /** The commit that was built, or empty if the build was not told. */
  public static String commit() {
    return PROPERTIES.getProperty("commit", "");
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in =
        BuildInfo.class.getResourceAsStream("/io/anchorage/jobs/build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
