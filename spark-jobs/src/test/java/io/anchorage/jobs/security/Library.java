package io.anchorage.jobs.security;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A library that the build resolved.
 *
 * @param name group and artifact
 */
record Library(String name, String version) {
  /** Where Maven keeps a jar: the group's folders, the artifact, the version, the file. */
  private static final Pattern KEPT =
      Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

  /** Reads a class path that Maven wrote. */
  static List<Library> on(Path classPath) throws IOException {
    return Stream.of(Files.readString(classPath).strip().split(File.pathSeparator, -1))
        .map(KEPT::matcher)
        .filter(Matcher::matches)
        .map(jar -> new Library(jar.group(1).replace('/', '.') + ":" + jar.group(2), jar.group(3)))
        .distinct()
        .toList();
  }
}
