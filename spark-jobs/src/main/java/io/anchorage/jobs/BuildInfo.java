package io.anchorage.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version information recorded by the build. */
public final class BuildInfo {
  private static final Properties PROPERTIES = load();

  private BuildInfo() {}

  /** Returns Anchorage's version. */
  public static String version() {
    return PROPERTIES.getProperty("version", "unknown");
  }

  /** Returns the commit that was built, or empty if the build did not know it. */
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
