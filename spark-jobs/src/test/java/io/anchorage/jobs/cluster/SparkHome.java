package io.anchorage.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Spark installation as {@code deploy/make-spark} lays it out, with links to Maven's jars. */
record SparkHome(Path path) implements AutoCloseable {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /**
   * Makes one.
   *
   * @param path a missing or empty folder
   */
  static SparkHome make(Path path) {
    String script = deploy("make-spark").toString();
    Path log = path.resolveSibling(path.getFileName() + "-made.log");
    try (ChildProcess make =
        ChildProcess.start(List.of(script, path.toString(), "--link"), Map.of(), log)) {
      if (make.exit(Duration.ofMinutes(1)) != 0) {
        throw new AssertionError(make.output());
      }
    }
    return new SparkHome(path);
  }

  /** A script of the repository. */
  static Path deploy(String name) {
    return REPOSITORY.resolve("deploy").resolve(name);
  }

  Path jars() {
    return path.resolve("jars");
  }

  /** Appends a line to {@code conf/spark-defaults.conf}. */
  void setDefault(String key, String value) {
    Path file = path.resolve("conf/spark-defaults.conf");
    try {
      String before = Files.exists(file) ? Files.readString(file) : "";
      Files.writeString(file, before + key + " " + value + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a shell that uses this installation exports, on a machine that is its own network. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPARK_HOME", path.toString());
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  /**
   * Removes the links before JUnit does, which warns of every link that leads out of its folder.
   */
  @Override
  public void close() {
    try (Stream<Path> links = Files.list(jars())) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
